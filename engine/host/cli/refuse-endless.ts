import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { isatty } from 'node:tty'
import { fileProblem } from './file-problem.ts'
import { UsageError } from './usage-error.ts'

/**
 * Throws a `UsageError` for a device that goes on for ever, such as /dev/zero; a terminal and /dev/null have an end. `-`
 * is stdin.
 */
export function refuseEndless(path: string): void {
  if (!isDevice(path) || hasEnd(path)) return
  throw new UsageError(`${path === '-' ? 'stdin' : path}: this is a device without an end; name a file`)
}

function isDevice(path: string): boolean {
  try {
    const file = path === '-' ? fstatSync(0) : statSync(path)
    return file.isCharacterDevice() || file.isBlockDevice()
  } catch {
    return false // it is not there, which is told by whoever reads it
  }
}

function hasEnd(path: string): boolean {
  // A device that has nothing yet must not be waited for.
  const fd = path === '-' ? 0 : openDevice(path)
  try {
    return isatty(fd) || readSync(fd, Buffer.alloc(1)) === 0
  } catch {
    return false
  } finally {
    if (fd !== 0) closeSync(fd)
  }
}

function openDevice(path: string): number {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch (error) {
    throw fileProblem(path, error)
  }
}
