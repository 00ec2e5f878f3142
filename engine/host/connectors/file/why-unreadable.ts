import { accessSync, constants, statSync } from 'node:fs'
import { isEndless } from '../endless-device.ts'

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file; the path of a node starts at the folder that its flow lies in',
  ENOTDIR: 'a part of its path is no folder',
  EISDIR: 'this is a folder; name a file in it',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
  EMFILE: 'too many files are open',
  EIO: 'the disk cannot be read there',
}

/** Why a file can't be read, in words; undefined where it can. */
export function whyUnreadable(path: string): string | undefined {
  try {
    if (statSync(path).isDirectory()) return reasons['EISDIR']
    accessSync(path, constants.R_OK)
    return isEndless(path) ? 'this is a device without an end; name a file' : undefined
  } catch (error) {
    return reasonOf(error)
  }
}

/** What the system, or a reader of ours, says of a file, in words. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? String(error.code) : ''
  const reason = Object.hasOwn(reasons, code) ? reasons[code] : undefined
  return reason ?? error.message
}
