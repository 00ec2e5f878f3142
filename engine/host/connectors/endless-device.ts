import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { isatty } from 'node:tty'

/**
 * Whether a path is that of a device that goes on for ever, such as /dev/zero; a terminal and /dev/null have an end. `-`
 * is stdin. Of what is not there or may not be opened it is not said: whoever reads it tells.
 */
export function isEndless(path: string): boolean {
  return isDevice(path) && !hasEnd(path)
}

function isDevice(path: string): boolean {
  try {
    const file = path === '-' ? fstatSync(0) : statSync(path)
    return file.isCharacterDevice() || file.isBlockDevice()
  } catch {
    return false
  }
}

function hasEnd(path: string): boolean {
  const fd = path === '-' ? 0 : opened(path)
  if (fd === undefined) return true
  try {
    return isatty(fd) || readSync(fd, Buffer.alloc(1)) === 0
  } catch {
    return false
  } finally {
    if (fd !== 0) closeSync(fd)
  }
}

/** A device that has nothing yet must not be waited for. */
function opened(path: string): number | undefined {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch {
    return undefined
  }
}
