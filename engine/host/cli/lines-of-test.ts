import { createReadStream, realpathSync } from 'node:fs'
import { dirname, isAbsolute, relative, resolve } from 'node:path'
import type { FlowTest } from '../../core/model/flow.ts'
import type { Json } from '../../core/model/json.ts'
import { textLines } from '../connectors/file/text-lines.ts'
import { fileProblem } from './file-problem.ts'
import { UsageError } from './usage-error.ts'

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

/** Where a recording lies. Neither its name nor a link may lead out of the folder of the flow. */
function recordingPath(file: string, recording: string): string {
  const folder = realpathSync(dirname(resolve(file)))
  let path: string
  try {
    path = realpathSync(resolve(folder, recording))
  } catch {
    path = resolve(folder, recording) // it is not there, which is told when it is opened
  }
  const inside = relative(folder, path)
  if (!inside.startsWith('..') && !isAbsolute(inside)) return path
  throw new UsageError(`recording: expected a file in the folder of the flow, got ${recording}`)
}
