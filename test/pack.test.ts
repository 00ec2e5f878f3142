import { execFileSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
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

afterAll(() => rmSync(work, { recursive: true, force: true }), minutes)

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
    'README.md',
    'reference/flow.schema.json',
    'flows/city/road-congestion.flow.json',
  ])('%s is in it', (path) => {
    expect(paths()).toContain(path)
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

  const installed = () => join(home, 'node_modules/millrace')
  const readme = () => readFileSync(join(installed(), 'README.md'), 'utf8')

  test('has pages of which every link leads somewhere', () => {
    const pages = globSync('**/*.md', { cwd: installed(), exclude: ['node_modules'] })
    const links = pages.flatMap((page) =>
      [...readFileSync(join(installed(), page), 'utf8').matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(
        ([, to = '']) => ({ page, to }),
      ),
    )
    const local = links.filter(({ to }) => !to.startsWith('https://'))
    expect(local.filter(({ page }) => page === 'README.md').length).toBeGreaterThan(10)
    expect(local.filter(({ page, to }) => !existsSync(join(installed(), dirname(page), to)))).toEqual([])
  })

  test('has a README of its own, with the Node it needs and commands that work', () => {
    const text = readme()
    const [, node] = /Node (\d+\.\d+) or later/.exec(text) ?? []
    const manifest = JSON.parse(readFileSync(join(installed(), 'package.json'), 'utf8'))
    expect(`>=${node}`).toBe(manifest.engines.node)
    expect(text).not.toMatch(/npm (ci|start|test|run)\b/)
    const [, flow = ''] = /```json\n(.*?)```/s.exec(text) ?? []
    writeFileSync(join(home, 'warm.flow.json'), flow)
    const millrace = (...args: string[]): string => run(home, 'npx', '--no-install', 'millrace', ...args)
    expect(millrace('check', 'warm.flow.json')).toContain('1 flow checked: no errors, no warnings')
    expect(millrace('test', 'warm.flow.json')).toContain('1 passed, 0 failed')
    const commands = [...text.matchAll(/npx millrace (\w+)/g)].map(([, command = '']) => command)
    expect(new Set(commands)).toEqual(new Set(['start', 'check', 'test', 'run', 'docs']))
    for (const command of commands) expect(millrace(command, '--help')).toMatch(/^Usage: /)
    const names = /import \{ (.*?) \} from 'millrace'/.exec(text)?.[1] ?? ''
    const all = `const all = await import('millrace'); for (const name of '${names}'.split(', ')) if (!all[name]) throw name`
    expect(run(home, 'node', '--input-type=module', '--eval', all)).toBe('')
  })

  test('promises nothing in its description that is not there', () => {
    const { description } = JSON.parse(readFileSync(join(installed(), 'package.json'), 'utf8'))
    expect(description).not.toMatch(/join|pattern|drawn|actuator/)
  })
})
