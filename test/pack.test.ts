import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { build } from '../engine/build.ts'

const root = resolve(import.meta.dirname, '..')
const minutes = 60_000
let work = ''
let tarball: Packed = { filename: '', integrity: '', files: [] }

type Packed = { filename: string; integrity: string; files: { path: string; mode: number }[] }

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'millrace-pack-'))
  tarball = pack('first')
}, 5 * minutes)

afterAll(() => rmSync(work, { recursive: true, force: true }))

/** Builds into a folder under `work` and packs it. */
function pack(folder: string): Packed {
  build(join(work, folder))
  const [packed] = JSON.parse(run(work, 'npm', 'pack', `./${folder}`, '--json')) as Packed[]
  if (packed === undefined) throw new Error('npm pack said nothing')
  return packed
}

/** Runs a program as a person would, without what `npm test` tells its children about this project. */
function run(cwd: string, program: string, ...args: string[]): string {
  const own = /^(npm_(package|lifecycle|command|config_local_prefix)|INIT_CWD$|NODE_ENV$|VITEST)/
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)))
  return execFileSync(program, args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

const version = (): unknown => JSON.parse(readFileSync(join(root, 'engine/package.json'), 'utf8')).version

describe('what is packed', () => {
  const paths = () => tarball.files.map(({ path }) => path)

  test.each([
    'package.json',
    'LICENSE',
    'bin/millrace.mjs',
    'host/cli/main.js',
    'host/cli/main.d.ts',
    'index.js',
    'index.d.ts',
  ])('%s is in it', (path) => {
    expect(paths()).toContain(path)
  })

  test('the README is in it, if there is one', () => {
    expect(paths().includes('README.md')).toBe(existsSync(join(root, 'README.md')))
  })

  test('sources, tests and tools are not', () => {
    const unwanted = /(?<!\.d)\.ts$|\.(test|fixture)\.|tsconfig|^(bench|dist|node_modules|build\.|published-)/
    expect(paths().filter((path) => unwanted.test(path))).toEqual([])
  })

  test('nothing of development is in its manifest', () => {
    const manifest: object = JSON.parse(readFileSync(join(work, 'first/package.json'), 'utf8'))
    expect(manifest).not.toHaveProperty('devDependencies')
    expect(manifest).not.toHaveProperty('scripts')
    expect(manifest).toMatchObject({ name: 'millrace', version: version(), engines: { node: '>=22.13' } })
  })

  test('a second build gives the same bytes', () => {
    expect(pack('second').integrity).toBe(tarball.integrity)
  })
})

describe('the package, installed into an empty folder', () => {
  let home = ''

  beforeAll(() => {
    home = mkdtempSync(join(work, 'home-'))
    writeFileSync(join(home, 'package.json'), '{ "private": true, "type": "module" }\n')
    const quietly = ['--no-audit', '--no-fund', '--prefer-offline']
    run(home, 'npm', 'install', ...quietly, join(work, tarball.filename))
  }, 5 * minutes)

  test('tells its version', () => {
    expect(run(home, 'npx', '--no-install', 'millrace', '--version').trim()).toBe(version())
  })

  test('explains itself', () => {
    expect(run(home, 'npx', '--no-install', 'millrace', '--help')).toContain('Usage: millrace <command>')
  })

  test('is imported by its name', () => {
    expect(run(home, 'node', '--input-type=module', '--eval', "await import('millrace')")).toBe('')
  })

  test('has types that a strict project compiles with', () => {
    writeFileSync(
      join(home, 'use.ts'),
      "import * as millrace from 'millrace'\nexport const face: object = millrace\n",
    )
    const options = ['--strict', '--noEmit', '--module', 'nodenext', '--types', '', '--listFiles', 'use.ts']
    const files = run(home, join(root, 'node_modules/.bin/tsc'), ...options)
    expect(files).toContain('millrace/index.d.ts')
  })
})
