import type { AddressInfo, Server } from 'node:net'

/** So many ports are tried before any free one is taken. */
const tries = 20

/** Where a server listens, and why it is not where it should: somebody else does, or this user may not. */
export interface Listening {
  readonly port: number
  readonly moved?: 'taken' | 'forbidden'
}

/**
 * Lets a server listen on the loopback interface: on this port or, where that can't be had, on the next free one; 0
 * stands for any. Rejects where none can be had.
 */
export async function listenNear(server: Server, port: number): Promise<Listening> {
  const moved = await whyNot(server, port)
  if (moved === undefined) return { port: portOf(server) }
  // Where this port is forbidden, so are those beside it.
  const last = moved === 'forbidden' ? port : Math.min(port + tries - 1, 65_535)
  for (let at = port + 1; at <= last; at++) {
    if ((await whyNot(server, at)) === undefined) return { port: portOf(server), moved }
  }
  if ((await whyNot(server, 0)) === undefined) return { port: portOf(server), moved }
  throw new Error(`no port is free from ${port} on`)
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port // it listens on a TCP port
}

/** Undefined where it listens now. */
function whyNot(server: Server, port: number): Promise<Listening['moved']> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      server.off('listening', listening)
      if (error.code === 'EADDRINUSE') resolve('taken')
      else if (error.code === 'EACCES') resolve('forbidden')
      else reject(error)
    }
    const listening = (): void => {
      server.off('error', failed)
      resolve(undefined)
    }
    server.once('error', failed)
    server.once('listening', listening)
    server.listen(port, '127.0.0.1')
  })
}

/** Where a server listens instead of where it should, in a line; undefined where it does as it should. */
export function movedLine(what: string, wanted: number, { port, moved }: Listening): string | undefined {
  if (moved === undefined) return undefined
  const reason = moved === 'taken' ? 'is taken' : 'is not for this user (below 1024 one has to be root)'
  return `Port ${wanted} ${reason}; ${what} on ${port}.`
}
