import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'

const launcher = join(import.meta.dirname, 'millrace.mjs')
let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-bin-'))
  write('engine/bin/millrace.mjs', '')
  cpSync(launcher, join(folder, 'engine/bin/millrace.mjs'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

function write(path: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text, { mode })
}

/** Arguments for a Node.js that takes itself for an old one: of a given version, unable to run TypeScript. */
function pretending(version: string): readonly string[] {
  const code = `
    Object.defineProperty(process.stdin, 'isTTY', { value: true })
    Object.defineProperty(process, 'version', { value: 'v${version}' })
    Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`
  return ['--no-strip-types', '--import', `data:text/javascript,${encodeURIComponent(code)}`]
}

/** Starts a copy of the launcher in `folder`. */
function start(nodeArgs: readonly string[], ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...nodeArgs, join(folder, 'engine/bin/millrace.mjs'), ...args],
    { encoding: 'utf8' },
  )
  return { status, stdout, stderr }
}

/** Ends whatever is left of a group of processes. */
function endGroup(leader: number | undefined): void {
  try {
    if (leader !== undefined) process.kill(-leader, 'SIGKILL')
  } catch {
    // Nothing is.
  }
}

/** A program that stands in for the project's own Node.js: it runs the real one, with nothing pretended. */
const projectNode = `#!/bin/sh\nexec "${process.execPath}" "$@"\n`

describe('in a checkout', () => {
  beforeEach(() => write('engine/host/cli/main.ts', 'console.log(process.argv.slice(2) satisfies string[])'))

  test('it runs the source, with its arguments', () => {
    expect(start([], 'run', 'a.json')).toEqual({ status: 0, stdout: "[ 'run', 'a.json' ]\n", stderr: '' })
  })

  test("under an old Node.js it runs the project's own", () => {
    write('node_modules/.bin/node', projectNode, 0o755)
    expect(start(pretending('20.20.2'), '--help')).toEqual({
      status: 0,
      stdout: "[ '--help' ]\n",
      stderr: '',
    })
  })

  test('and says which one it needs if there is none', () => {
    const { status, stderr } = start(pretending('20.20.2'))
    expect(status).toBe(1)
    expect(stderr).toMatch(
      /^Millrace in a checkout needs a Node\.js that runs TypeScript .* this is v20\.20\.2\..*\n$/,
    )
  })

  test('the exit code is passed on', () => {
    write('node_modules/.bin/node', projectNode, 0o755)
    write('engine/host/cli/main.ts', 'process.exitCode = 7')
    expect(start(pretending('20.20.2')).status).toBe(7)
  })

  /** Starts the launcher, with what stands in for the engine; once that is ready the launcher gets a signal. */
  async function signalled(signal: NodeJS.Signals, engine: string) {
    write('node_modules/.bin/node', projectNode, 0o755)
    write('engine/host/cli/main.ts', `${engine}; console.log('ready')`)
    const args = [...pretending('20.20.2'), join(folder, 'engine/bin/millrace.mjs')]
    const child = spawn(process.execPath, args, { detached: true })
    onTestFinished(() => endGroup(child.pid))
    let out = ''
    child.stdout.on('data', (text) => (out += text))
    child.stdout.once('data', () => child.kill(signal))
    // Not before all have gone that could write.
    const code = await new Promise((resolve) => child.on('close', resolve))
    return { code, out }
  }

  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    '%s is passed on, at a terminal too',
    async (signal) => {
      const engine = `process.on('${signal}', () => process.exit(9)); setInterval(() => {}, 1000)`
      expect(await signalled(signal, engine)).toEqual({ code: 9, out: 'ready\n' })
    },
  )

  test('with a launcher that is killed the engine ends as by SIGTERM', async () => {
    const engine =
      "process.on('SIGTERM', () => { console.log('ended'); process.exit() }); setInterval(() => {}, 1000)"
    expect(await signalled('SIGKILL', engine)).toEqual({ code: null, out: 'ready\nended\n' })
  })

  test('what hears no SIGTERM ends at once', async () => {
    const { out } = await signalled('SIGKILL', 'setTimeout(() => {}, 60_000)')
    expect(out).toBe('ready\n')
  })

  test('the way to the launcher keeps nothing alive, and its mark is gone', () => {
    write('node_modules/.bin/node', projectNode, 0o755)
    write('engine/host/cli/main.ts', 'console.log(process.env.MILLRACE_LAUNCHED)')
    expect(start(pretending('20.20.2'))).toEqual({ status: 0, stdout: 'undefined\n', stderr: '' })
  })
})

describe('in the published package', () => {
  beforeEach(() => write('engine/host/cli/main.js', 'console.log(process.argv[2])'))

  test.each(['22.13.0', '22.14.1', '24.0.0'])('it runs under Node.js %s', (version) => {
    write('engine/package.json', '{ "type": "module" }')
    expect(start(pretending(version), '--version')).toEqual({ status: 0, stdout: '--version\n', stderr: '' })
  })

  test.each(['18.19.0', '22.12.0'])('it says in one line that Node.js %s is too old', (version) => {
    const { status, stdout, stderr } = start(pretending(version))
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toBe(
      `Millrace needs Node.js 22.13 or later; this is v${version}. See https://nodejs.org\n`,
    )
  })
})
