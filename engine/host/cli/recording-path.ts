import { realpathSync } from 'node:fs'
import { dirname, isAbsolute, relative, resolve } from 'node:path'
import { UsageError } from './usage-error.ts'

/** Where a test's recording lies. Throws a `UsageError` where its name or a link leads out of the folder of the flow. */
export function recordingPath(file: string, recording: string): string {
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
