import type { AddressInfo, Server } from 'node:net'

/** So many ports are tried before any free one is taken. */
const tries = 20

/**
 * Lets a server listen on the loopback interface: on this port or, where that is taken, on the next free one; 0 stands
 * for any. Gives
 * the port. Rejects where none can be had.
 */
export async function listenNear(server: Server, port: number): Promise<number> {
  for (let at = port; at < port + tries && at <= 65_535; at++) {
    if (await listens(server, at)) return portOf(server)
  }
  if (await listens(server, 0)) return portOf(server)
  throw new Error(`no port is free from ${port} on`)
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port // it listens on a TCP port
}

function listens(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      server.off('listening', listening)
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false)
      else reject(error)
    }
    const listening = (): void => {
      server.off('error', failed)
      resolve(true)
    }
    server.once('error', failed)
    server.once('listening', listening)
    server.listen(port, '127.0.0.1')
  })
}
