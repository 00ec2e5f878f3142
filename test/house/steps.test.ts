import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fileSteps } from './file-steps.ts'
import { counted } from './step.ts'
import { toolSteps } from './tool-steps.ts'
import { trackedFiles } from './tracked-files.ts'

const project = resolve(import.meta.dirname, '../..')
const configuration = ['.oxlintrc.json', '.oxfmtrc.json', 'test/house/knip-reporter.ts']
const tsconfig = JSON.stringify({ compilerOptions: { strict: true, noEmit: true }, include: ['engine'] })

let root = ''

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'millrace-house-'))
  execFileSync('git', ['init', '--quiet'], { cwd: root })
  symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'))
  for (const file of configuration) cpSync(join(project, file), join(root, file))
  write('package.json', '{ "name": "house", "type": "module" }\n')
  write('.gitignore', 'node_modules\n.*.json\ntest/house\n')
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

/** What a step says about the project in `root`: its problems, or why it could not be done. */
async function says(name: string): Promise<string> {
  const paths = trackedFiles(root)
  const step = [...toolSteps(root, paths), ...fileSteps(root, paths)].find(
    (candidate) => candidate.name === name,
  )
  if (step === undefined) throw new Error(`no step ${name}`)
  return step.run().then(
    ({ problems }) => problems,
    (error: unknown) => String(error),
  )
}

describe('a step finds the fault that is planted for it', () => {
  test.each<[string, string, string, string]>([
    ['types', 'engine/core/model/a.ts', "export const a: number = 'text'\n", 'not assignable'],
    ['lint', 'engine/core/model/a.ts', 'export const f = (a: any) => a\n', 'no-explicit-any'],
    ['lint', 'engine/core/model/a.ts', 'export const f = (a?: string) => a!\n', 'no-non-null-assertion'],
    ['lint', 'engine/core/model/a.ts', 'export default 1\n', 'no-default-export'],
    ['lint', 'engine/core/model/a.ts', "console.log('a')\n", 'no-console'],
    ['lint', 'engine/core/model/a.ts', 'setTimeout(Number, 1)\n', 'no-restricted-globals'],
    ['lint', 'engine/core/model/aB.ts', 'export const a = 1\n', 'filename-case'],
    [
      'lint',
      'engine/a.test.ts',
      "import { test } from 'vitest'\ntest.skip('a', () => {})\n",
      'no-disabled-tests',
    ],
    ['format', 'engine/core/model/a.ts', 'export const a = "text";\n', 'engine/core/model/a.ts'],
    ['dead code', 'engine/core/model/a.ts', 'export const a = 1\n', 'Unused files'],
    ['imports', 'engine/core/model/a.ts', "import 'rxjs'\n", 'may import no package'],
    [
      'lock file',
      'package-lock.json',
      '{"packages":{"a":{"resolved":"https://example.org/a"}}}',
      'is fetched from',
    ],
    ['published text', 'a.md', `see ${project}/README.md`, 'a path of this machine'],
    ['file names', 'engine/core/helpers.ts', '', 'names nothing'],
    ['generated pages', 'engine/reference/generate.ts', "throw new Error('out of date')", 'out of date'],
  ])('%s: %s', async (name, path, text, expected) => {
    write('tsconfig.json', tsconfig)
    write(path, text)
    expect(await says(name)).toContain(expected)
  })
})

describe('a step passes on a project without fault', () => {
  test.each(['types', 'lint', 'format', 'dead code', 'imports', 'lock file', 'published text', 'file names'])(
    '%s',
    async (name) => {
      write('tsconfig.json', tsconfig)
      write('knip.json', '{ "entry": ["engine/core/model/a.ts"], "project": ["engine/**"] }')
      write('engine/core/model/a.ts', 'export const a = 1\n')
      write('package-lock.json', '{ "packages": { "": {} } }')
      execFileSync(join(project, 'node_modules/.bin/oxfmt'), { cwd: root })
      expect(await says(name)).toBe('')
    },
  )
})

describe('a step that looked at nothing fails', () => {
  test.each([
    ['types', 'No inputs were found'],
    ['lint', 'No files found'],
    ['format', 'Expected at least one target file'],
    ['dead code', 'looked at no file'],
    ['imports', 'no file was read'],
    ['lock file', 'looked at no package'],
  ])('%s', async (name, expected) => {
    write('tsconfig.json', tsconfig)
    write('package-lock.json', '{ "packages": {} }')
    write('knip.json', '{ "entry": [], "project": ["engine/**"] }')
    if (name === 'format') write('.oxfmtrc.json', '{ "ignorePatterns": ["**"] }')
    expect(await says(name)).toContain(expected)
  })

  test('counting nothing throws', () => {
    expect(() => counted(0, 'file')).toThrow('looked at no file')
    expect([counted(1, 'file'), counted(2, 'file')]).toEqual(['1 file', '2 files'])
  })
})
