import { createReadStream } from 'node:fs'
import type { FlowTest } from '../../core/model/flow.ts'
import type { Json } from '../../core/model/json.ts'
import { textLines } from '../connectors/file/text-lines.ts'
import { fileProblem } from './file-problem.ts'
import { recordingPath } from './recording-path.ts'

/** The lines of a test's input, or of the recording beside the flow. Throws a `UsageError` where that can't be read. */
export async function* linesOfTest(
  file: string,
  { input, recording }: FlowTest,
): AsyncGenerator<readonly (string | Json)[]> {
  if (recording === undefined) {
    yield input ?? []
    return
  }
  const path = recordingPath(file, recording)
  try {
    for await (const lines of textLines(createReadStream(path))) yield lines.map(({ text }) => text ?? '')
  } catch (error) {
    throw error instanceof Error && 'syscall' in error ? fileProblem(recording, error) : error
  }
}
