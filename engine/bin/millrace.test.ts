import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

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

  test('a signal is passed on', async () => {
    write('node_modules/.bin/node', projectNode, 0o755)
    write(
      'engine/host/cli/main.ts',
      "process.on('SIGTERM', () => process.exit(9)); setInterval(() => {}, 1000); console.log('ready')",
    )
    const child = spawn(process.execPath, [...pretending('20.20.2'), join(folder, 'engine/bin/millrace.mjs')])
    const ended = new Promise((resolve) => child.on('exit', resolve))
    child.stdout.once('data', () => child.kill('SIGTERM'))
    expect(await ended).toBe(9)
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
