// npm run build: makes what is published, in engine/dist or the folder given.
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type Manifest, publishedManifest } from './published-manifest.ts'

const engine = import.meta.dirname
const root = resolve(engine, '..')

/**
 * Builds the package into a folder, which is emptied first. The same sources give the same files.
 * Throws if the sources have an error or something that the manifest promises is not there.
 */
export function build(target: string): void {
  rmSync(target, { recursive: true, force: true })
  compile(target)
  cpSync(join(engine, 'bin/millrace.mjs'), join(target, 'bin/millrace.mjs'))
  chmodSync(join(target, 'bin/millrace.mjs'), 0o755)
  for (const file of publishedFiles()) copy(file, join(target, file.replace(/^engine\//, '')))
  // The checkout's own README tells of what is not published.
  cpSync(join(engine, 'published-readme.md'), join(target, 'README.md'))
  // The manifest of the project is ours, and the type checker knows it by this shape.
  const manifest = JSON.parse(readFileSync(join(engine, 'package.json'), 'utf8')) as Manifest
  const published = publishedManifest(manifest, readdirSync(target))
  writeFileSync(join(target, 'package.json'), `${JSON.stringify(published, null, 2)}\n`)
  for (const file of Object.values(published.exports)
    .flatMap(Object.values)
    .concat(Object.values(published.bin))) {
    if (!existsSync(join(target, file)))
      throw new Error(`package.json promises ${file}, which the build did not make`)
  }
}

function compile(target: string): void {
  const tsc = join(root, 'node_modules/.bin/tsc')
  const args = ['-p', join(engine, 'build.tsconfig.json'), '--outDir', target]
  try {
    execFileSync(tsc, args, { encoding: 'utf8', shell: process.platform === 'win32' })
  } catch (error) {
    const output = error instanceof Error && 'stdout' in error ? String(error.stdout) : ''
    throw new Error(`The sources do not compile:\n${output}`, { cause: error })
  }
}

/** The files that are published as they are: example flows without their tests, reference pages, licence. */
function publishedFiles(): readonly string[] {
  const patterns = ['flows/*/*', 'engine/reference/*.md', 'engine/reference/*.json', 'LICENSE']
  // Pages are published as they are generated, so not what they are made of.
  const unpublished = [':(exclude)engine/reference/pages']
  const tracked = execFileSync('git', ['ls-files', '-z', '--', ...patterns, ...unpublished], {
    cwd: root,
    encoding: 'utf8',
  })
  return tracked.split('\0').filter((file) => file !== '' && !file.endsWith('.ts'))
}

function copy(file: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true })
  cpSync(join(root, file), to)
}

if (import.meta.main) {
  const target = resolve(process.argv[2] ?? join(engine, 'dist'))
  try {
    build(target)
    console.log(`Built ${target}`)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
