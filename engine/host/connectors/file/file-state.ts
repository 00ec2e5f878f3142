import type { BigIntStats } from 'node:fs'

/** What tells whether a file is the same and unchanged; why it can't be looked at, where that is so. */
export type FileState = string

export function stateOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): FileState {
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ')
}
