// The steps of the check that read the project's files themselves.
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { checkFileNames } from './file-names.ts'
import { describeFinding, type Finding } from './finding.ts'
import { checkImports, importCheckedPaths } from './imports.ts'
import { checkLockFile, type LockFile } from './lock-file.ts'
import { checkPublishedText } from './published-text.ts'
import { counted, type Step } from './step.ts'
import { readFiles } from './tracked-files.ts'

const lockPath = 'package-lock.json'

export function fileSteps(root: string, paths: readonly string[]): readonly Step[] {
  return [
    step('imports', 'source file', () => {
      const files = readFiles(root, importCheckedPaths(paths))
      return [files.size, checkImports(files)]
    }),
    step('lock file', 'package', () => {
      // npm wrote it; were it of another shape, the count of packages would fail.
      const lock = JSON.parse(readFileSync(join(root, lockPath), 'utf8')) as LockFile
      return [Object.keys(lock.packages).length, checkLockFile(lockPath, lock)]
    }),
    step('published text', 'text file', () => {
      const texts = new Map([...readFiles(root, paths)].filter(([, text]) => !text.includes('\0')))
      return [texts.size, checkPublishedText(texts, { checkout: root, home: homedir(), exists: existsSync })]
    }),
    step('file names', 'file', () => [paths.length, checkFileNames(paths)]),
  ]
}

function step(name: string, unit: string, look: () => readonly [number, readonly Finding[]]): Step {
  return {
    name,
    run: async () => {
      const [count, findings] = look()
      return { lookedAt: counted(count, unit), problems: findings.map(describeFinding).join('\n') }
    },
  }
}
