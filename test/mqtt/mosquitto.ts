import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createConnection, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findProgram } from '../find-program.ts'
import { until } from './until.ts'

/** A mosquitto of a test's own, on a port of its own; it can be killed and started again on the same port. */
export class Mosquitto {
  readonly port: number
  private readonly folder: string
  private child: ChildProcess | undefined

  private constructor(port: number, folder: string) {
    this.port = port
    this.folder = folder
  }

  /** `lines` are added to its configuration; in them `{folder}` stands for a folder of its own. */
  static async start(
    lines: readonly string[] = [],
    files: Readonly<Record<string, string>> = {},
  ): Promise<Mosquitto> {
    const broker = await Mosquitto.prepare(lines, files)
    await broker.startAgain()
    return broker
  }

  /** The same, not started yet. */
  static async prepare(
    lines: readonly string[] = [],
    files: Readonly<Record<string, string>> = {},
  ): Promise<Mosquitto> {
    const folder = mkdtempSync(join(tmpdir(), 'millrace-mosquitto-'))
    const port = await freePort()
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    const usual = [
      `listener ${port} 127.0.0.1`,
      'persistence false',
      'set_tcp_nodelay true',
      ...(lines.some((line) => line.startsWith('allow_anonymous')) ? [] : ['allow_anonymous true']),
      // It gives up root's rights for those of a user that can't read a private folder.
      ...(process.getuid?.() === 0 ? ['user root'] : []),
    ]
    const text = [...usual, ...lines, ''].join('\n').replaceAll('{folder}', folder)
    writeFileSync(join(folder, 'mosquitto.conf'), text)
    return new Mosquitto(port, folder)
  }

  get url(): string {
    return `mqtt://127.0.0.1:${this.port}`
  }

  async startAgain(): Promise<void> {
    const program = findProgram('mosquitto')
    if (program === undefined) throw new Error('mosquitto is not installed; npm test installs it')
    const child = spawn(program, ['-c', join(this.folder, 'mosquitto.conf')], { stdio: 'ignore' })
    this.child = child
    await until(() => accepts(this.port), `mosquitto to listen on ${this.port}`)
  }

  async kill(): Promise<void> {
    const { child } = this
    this.child = undefined
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }

  async stop(): Promise<void> {
    await this.kill()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

/** A port of the loopback interface that nobody listens on just now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // a server on a TCP port has an AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
