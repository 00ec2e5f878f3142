import type { Writable } from 'node:stream'

/** Resolves when whoever read a stream has gone (`| head`). */
export function untilClosed(stream: Writable): Promise<void> {
  return new Promise((resolve) => {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') resolve()
    })
  })
}
