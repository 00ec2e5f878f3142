import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { type Child, startChild } from './child.ts'
import { temporaryFolder } from './leftovers.ts'

const program = process.env['MOSQUITTO'] ?? '/usr/sbin/mosquitto'

/** Starts a mosquitto of our own on a free port of the loopback interface, without anything on disk. */
export async function startBroker(): Promise<Child & Readonly<{ port: number }>> {
  const port = await freePort()
  const folder = temporaryFolder()
  const file = join(folder, 'mosquitto.conf')
  writeFileSync(file, configuration(port))
  const broker = await startChild({
    name: 'mosquitto',
    file: program,
    args: ['-c', file],
    cwd: folder,
    ready: /mosquitto version \S+ running/,
  })
  return { ...broker, port }
}

/** What mosquitto calls itself, such as `mosquitto version 2.0.18`. */
export function brokerVersion(): string {
  try {
    return execFileSync(program, ['-h'], { encoding: 'utf8' }).split('\n')[0] ?? ''
  } catch (error) {
    // mosquitto prints its help and ends with code 3
    const text = error instanceof Error && 'stdout' in error ? String(error.stdout) : ''
    if (text !== '') return text.split('\n')[0] ?? ''
    throw new Error(`no mosquitto at ${program}: install it, or name it in the variable MOSQUITTO`, {
      cause: error,
    })
  }
}

/**
 * Queues have no limit because the load's window bounds them, and a dropped message would end the run;
 * packets go out at once, since with Nagle's algorithm latency would be that of delayed acknowledgements.
 */
function configuration(port: number): string {
  return [
    `listener ${port} 127.0.0.1`,
    'allow_anonymous true',
    'persistence false',
    'set_tcp_nodelay true',
    'max_queued_messages 0',
    'max_inflight_messages 1000',
    'log_dest stderr',
    'log_type error',
    'log_type warning',
    'log_type information',
    'connection_messages false',
    '',
  ].join('\n')
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // a server that listens on a TCP port has an AddressInfo, not a pipe's name
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
