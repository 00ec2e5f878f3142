import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { until } from '../mqtt/until.ts'

const launcher = resolve(import.meta.dirname, '../../engine/bin/millrace.mjs')

interface MillraceOptions {
  readonly cwd?: string
  readonly input?: string
  readonly env?: Readonly<Record<string, string>>
  /** Arguments of Node.js itself. */
  readonly node?: readonly string[]
}

/** A running `millrace` with what it has written so far. */
export class Millrace {
  out = ''
  err = ''
  private readonly child: ChildProcessWithoutNullStreams
  private readonly ended: Promise<number | string>

  constructor(args: readonly string[], { cwd, input, env, node = [] }: MillraceOptions = {}) {
    this.child = spawn(process.execPath, [...node, launcher, ...args], {
      cwd,
      env: { ...process.env, ...env },
    })
    this.child.stdout.setEncoding('utf8').on('data', (text: string) => (this.out += text))
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => (this.err += text))
    this.ended = new Promise((done) => {
      this.child.on('close', (code, signal) => done(code ?? signal ?? 'unknown'))
    })
    this.child.stdin.on('error', () => {}) // it may end before it has read all
    this.child.stdin.end(input ?? '')
  }

  /** Waits until it has written this to stderr. */
  async says(text: string | RegExp, patience?: number): Promise<void> {
    await until(
      () => (typeof text === 'string' ? this.err.includes(text) : text.test(this.err)),
      String(text),
      {
        seen: () => this.err,
        ...(patience === undefined ? {} : { patience }),
      },
    )
  }

  /** Its exit code, or the signal that ended it. */
  exit(): Promise<number | string> {
    return this.ended
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name)
  }

  /** Asks it to stop and gives the exit code and how long that took, ms. */
  async stop(name: NodeJS.Signals = 'SIGTERM'): Promise<{ code: number | string; took: number }> {
    const start = performance.now()
    this.child.kill(name)
    const code = await this.ended
    return { code, took: performance.now() - start }
  }

  /** For clean-up: ends it if it still runs. */
  async end(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGKILL')
    await this.ended
  }
}

/** Runs it to its end. */
export async function millrace(
  args: readonly string[],
  options: { cwd?: string; input?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<{ code: number | string; out: string; err: string }> {
  const child = new Millrace(args, options)
  const code = await child.exit()
  return { code, out: child.out, err: child.err }
}
