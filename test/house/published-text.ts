import { posix } from 'node:path'
import { type Finding, lineAt } from './finding.ts'

/** What makes a path one of this machine. */
export type MachinePaths = {
  readonly checkout: string
  readonly home: string
  readonly exists: (path: string) => boolean
}

/** Folders that are the same everywhere or that images agree on, so that text may name what is in them. */
const everybodys = new Set(
  (
    'app bin boot data dev etc lib lib64 media mnt opt proc run sbin src srv sys usr var workspace ' +
    'Applications Library System'
  ).split(' '),
)

/** An absolute path, not the rest of a longer one, of an address or of a topic. */
const absolutePath = /(?<=^|[\s"'`=(<[,;|]|file:\/\/)\/[\w.@+-]+(?:\/[\w.@+-]+)*/gm

/**
 * Finds paths that hold on this machine alone: those that begin with the home folder, the checkout or the folder
 * around it, and any other whose first two steps exist here. A path that exists nowhere, as a topic or a route
 * may look like, is left alone, so that nothing has to be excused.
 */
export function checkPublishedText(
  files: ReadonlyMap<string, string>,
  machine: MachinePaths,
): readonly Finding[] {
  const own = [machine.home, machine.checkout].filter((path) => path !== '/' && !isEverybodys(path))
  const around = posix.dirname(machine.checkout)
  const isOwn = (path: string) =>
    own.some((folder) => path === folder || path.startsWith(`${folder}/`)) ||
    (path === around && !isEverybodys(path) && !['/', '/tmp', '/home'].includes(path)) ||
    isPresent(path, machine.exists)
  return [...files].flatMap(([file, text]) =>
    [...text.matchAll(absolutePath)]
      .filter(([path]) => isOwn(path.replace(/[.]+$/, '')))
      .map((match) => ({
        file,
        line: lineAt(text, match.index),
        message: `names ${match[0]}, a path of this machine: write it relative to the checkout`,
      })),
  )
}

function isPresent(path: string, exists: MachinePaths['exists']): boolean {
  const [, first, second] = path.split('/')
  return (
    first !== undefined && second !== undefined && !everybodys.has(first) && exists(`/${first}/${second}`)
  )
}

function isEverybodys(path: string): boolean {
  return everybodys.has(path.split('/')[1] ?? '')
}
