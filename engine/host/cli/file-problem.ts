import { withoutCredentials } from '../connectors/connections/without-credentials.ts'
import { UsageError } from './usage-error.ts'

const reasons: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file'],
  ['EISDIR', 'this is a folder; name a file'],
  ['ENOTDIR', 'a part of its path is no folder'],
  ['EROFS', 'the disk is for reading only'],
  ['EACCES', 'it may not be read or written by this user'],
  ['EPERM', 'it may not be read or written by this user'],
  ['ENOSPC', 'the disk is full'],
  ['EMFILE', 'too many files are open'],
])

/** What the system says of a file, in words. */
export function fileProblem(file: string, error: unknown): UsageError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  const reason = (code === undefined ? undefined : reasons.get(code)) ?? code ?? String(error)
  return new UsageError(`${withoutCredentials(file)}: ${reason}`, { cause: error })
}
