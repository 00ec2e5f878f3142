import { cpSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { flowFiles } from './find-flows.ts'
import { fileProblem } from './file-problem.ts'
import { makeFolder } from './make-folder.ts'
import { UsageError } from './usage-error.ts'

/** A folder that one `millrace start` has to itself, with flows in it that a person may change. */
export interface DataFolder {
  readonly flows: readonly string[]
  release(): void
}

/**
 * Takes a folder; where it holds no flows yet, the examples are copied there. Throws a `UsageError` where another
 * start uses it.
 */
export function takeDataFolder(folder: string, examples: string | undefined): DataFolder {
  const lock = join(folder, 'lock')
  try {
    if (existsSync(folder) && !statSync(folder).isDirectory()) {
      throw new UsageError(`--data ${folder}: this is a file; name a folder`)
    }
    makeFolder(resolve(folder))
    takeLock(lock, folder)
    const flows = join(folder, 'flows')
    makeFolder(flows)
    if (flowFiles(flows).length === 0 && examples !== undefined)
      cpSync(examples, flows, { recursive: true, filter: (file) => !file.endsWith('.ts') })
    return { flows: flowFiles(flows), release: () => rmSync(lock, { force: true }) }
  } catch (error) {
    throw error instanceof UsageError ? error : unusable(folder, error)
  }
}

function unusable(folder: string, error: unknown): UsageError {
  const isNowhere = error instanceof Error && 'code' in error && error.code === 'ENOENT'
  const reason = isNowhere ? `${folder}: no folder can be made there` : fileProblem(folder, error).message
  return new UsageError(`--data ${reason}; name another folder`, { cause: error })
}

function takeLock(lock: string, folder: string): void {
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      return
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
    if (statSync(lock, { throwIfNoEntry: false })?.isDirectory() === true) {
      throw new UsageError(
        `--data ${folder}: ${lock} is a folder, where start writes a file to show that it uses this one; ` +
          'move it away, or name another folder',
      )
    }
    const holder = Number(readFileSync(lock, 'utf8'))
    if (isAlive(holder)) {
      throw new UsageError(
        `--data ${folder}: process ${holder} uses it; end that one, or name another folder`,
      )
    }
    // Whoever held it was killed.
    rmSync(lock, { force: true })
  }
  throw new UsageError(`--data ${folder}: another start has just taken it; name another folder`)
}

function isAlive(holder: number): boolean {
  // What this process has not taken a former one with its number has: in a container every start is process 1.
  if (!Number.isInteger(holder) || holder <= 0 || holder === process.pid) return false
  try {
    process.kill(holder, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
