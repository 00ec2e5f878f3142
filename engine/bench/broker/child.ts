import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { endWithUs } from './leftovers.ts'

/** How to start a process and how to know from what it writes, to either stream, that it is up. */
export type Command = Readonly<{
  name: string
  file: string
  args: readonly string[]
  cwd: string
  env?: Readonly<Record<string, string>>
  ready: RegExp
}>

export type Child = Readonly<{
  pid: number
  /** The last that it wrote. */
  log: () => string
  /** Asks it to end, and after 5 s ends it. */
  stop: () => Promise<void>
}>

const startTimeout = 30_000
const stopTimeout = 5000
const keptLog = 4000

/** Starts a process. Rejects, with what it wrote, if it ends or is not ready within 30 s. */
export async function startChild(command: Command): Promise<Child> {
  const { name, file, args, cwd, env, ready } = command
  // What the caller's environment makes Node.js do must not weigh on one subject's figures.
  const child = spawn(file, args, {
    cwd,
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  endWithUs(child)
  let log = ''
  await new Promise<void>((resolve, reject) => {
    const fail = (reason: string) => {
      child.kill('SIGKILL')
      reject(new Error(`${name}: ${reason}; expected it to write ${ready}. It wrote:\n${log}`))
    }
    const timer = setTimeout(() => fail(`not ready within ${startTimeout / 1000} s`), startTimeout)
    const onText = (text: string) => {
      log = (log + text).slice(-keptLog)
      if (!ready.test(log)) return
      clearTimeout(timer)
      resolve()
    }
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', onText)
    child.once('error', (error) => {
      clearTimeout(timer)
      fail(`cannot be started (${error.message})`)
    })
    child.once('exit', (code, signal) => {
      clearTimeout(timer)
      fail(`ended with ${signal ?? `code ${code}`}`)
    })
  })
  return { pid: child.pid ?? 0, log: () => log, stop: () => stop(child) }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'close')
  child.kill('SIGTERM')
  const patience = new AbortController()
  const kill = async () => {
    await pause(stopTimeout, undefined, { signal: patience.signal, ref: false })
    child.kill('SIGKILL')
  }
  kill().catch(() => {}) // aborted: it ended by itself
  await ended
  patience.abort()
}
