import { closeSync, openSync, readSync } from 'node:fs'
import { refuseEndless } from './refuse-endless.ts'
import { fileProblem } from './file-problem.ts'
import { UsageError } from './usage-error.ts'

const megabyte = 1024 * 1024

/**
 * The whole text of a file, which is `what` (such as "a flow document"). Throws a `UsageError` where it can't be read or
 * has more than so many bytes: no more than these are read, whatever the system says of its size.
 */
export function readTextFile(path: string, largest: number, what: string): string {
  refuseEndless(path)
  try {
    const bytes = readUpTo(path, largest + 1)
    if (bytes.length <= largest) return bytes.toString('utf8')
  } catch (error) {
    throw fileProblem(path, error)
  }
  throw new UsageError(`${path}: larger than ${Math.floor(largest / megabyte)} MB; expected ${what}`)
}

function readUpTo(path: string, most: number): Buffer {
  const file = openSync(path, 'r')
  try {
    const parts: Buffer[] = []
    for (let length = 0; length < most;) {
      const part = Buffer.allocUnsafe(Math.min(megabyte, most - length))
      const count = readSync(file, part)
      if (count === 0) break
      parts.push(part.subarray(0, count))
      length += count
    }
    return Buffer.concat(parts)
  } finally {
    closeSync(file)
  }
}
