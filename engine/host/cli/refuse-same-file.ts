import { fstatSync, statSync } from 'node:fs'
import { UsageError } from './usage-error.ts'

/** Another file that a command uses, with what it is to it. */
export interface UsedFile {
  /** `-` is stdin. */
  readonly path: string | undefined
  readonly what: string
}

/** Throws a `UsageError` where a file that is to be written is one that is read, by this name or by another. */
export function refuseSameFile(option: string, written: string | undefined, used: readonly UsedFile[]): void {
  const target = written === undefined ? undefined : identity(written)
  if (target === undefined) return
  const same = used.find(({ path }) => path !== undefined && identity(path) === target)
  if (same === undefined) return
  throw new UsageError(
    `${option} ${written}: this is ${same.what}, which would be overwritten; name another file`,
  )
}

/** What a file is called inside the system: links, and several names of it, lead to the same. Undefined where none is. */
function identity(path: string): string | undefined {
  try {
    const { dev, ino, ...file } =
      path === '-' ? fstatSync(0, { bigint: true }) : statSync(path, { bigint: true })
    // A terminal or /dev/null may well be both.
    return (Number(file.mode) & 0o170_000) === 0o100_000 ? `${dev}:${ino}` : undefined
  } catch {
    return undefined // it is not there, which is no harm, or is told by whoever opens it
  }
}
