import type { Finding } from './finding.ts'

/** The part of npm's lock file (version 3) that is read here. */
export type LockFile = {
  readonly packages: Readonly<
    Record<
      string,
      { readonly resolved?: string; readonly optionalDependencies?: Readonly<Record<string, string>> }
    >
  >
}

/**
 * Checks that a lock file serves everybody: it names no address to fetch from, which may be one's own mirror, and
 * holds every optional package, also those for other platforms, so that `npm ci` installs them there.
 */
export function checkLockFile(file: string, { packages }: LockFile): readonly Finding[] {
  return Object.entries(packages).flatMap(([path, entry]) => {
    const name = path === '' ? 'the root' : path
    const address = /^[a-z+]+:\/\//.test(entry.resolved ?? '')
      ? [
          {
            file,
            message: `${name} is fetched from ${entry.resolved}: npm install --omit-lockfile-registry-resolved`,
          },
        ]
      : []
    const absent = Object.keys(entry.optionalDependencies ?? {})
      .filter((dependency) => !isPresent(packages, path, dependency))
      .map((dependency) => ({
        file,
        message: `${name} may need ${dependency}, which the lock lacks: remove node_modules and the lock, npm install`,
      }))
    return [...address, ...absent]
  })
}

/** Whether a package finds a dependency where Node.js would look for it: beside it, or in a folder above. */
function isPresent(packages: LockFile['packages'], from: string, dependency: string): boolean {
  const parts = from === '' ? [] : from.split('/')
  const folders = Array.from({ length: parts.length + 1 }, (_, length) => parts.slice(0, length))
  return folders.some((folder) => Object.hasOwn(packages, [...folder, 'node_modules', dependency].join('/')))
}
