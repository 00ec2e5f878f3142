import { constants, createReadStream, openSync, statSync } from 'node:fs'
import { Socket } from 'node:net'
import type { Readable } from 'node:stream'

/**
 * A file as a stream of bytes that the signal ends. A named pipe is opened without waiting for whoever writes to it:
 * waiting would hold a thread that nothing can call back, and with it the end of the process. Throws what the system
 * says.
 */
export function openSource(path: string, signal: AbortSignal): Readable {
  if (!statSync(path).isFIFO()) return createReadStream(path, { highWaterMark: 64 * 1024, signal })
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  return new Socket({ fd, readable: true, writable: false, signal })
}
