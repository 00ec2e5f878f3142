import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The paths of the checkout's files, relative and sorted: those that git tracks, and new ones that it does not
 * ignore, so that a file is looked at before it is committed.
 */
export function trackedFiles(root: string): readonly string[] {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const listed = execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  const paths = new Set(listed.split('\0').filter((path) => path !== '' && existsSync(join(root, path))))
  return [...paths].toSorted()
}

/** Paths and what they hold. */
export function readFiles(root: string, paths: readonly string[]): ReadonlyMap<string, string> {
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]))
}
