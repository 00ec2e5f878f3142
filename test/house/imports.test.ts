import { describe, expect, test } from 'vitest'
import { describeFinding } from './finding.ts'
import { checkImports, importCheckedPaths } from './imports.ts'

/** Checks one file that says `text`, beside empty files at the given paths. */
function check(path: string, text: string, others: readonly string[] = []): readonly string[] {
  const files = new Map([...others.map((other) => [other, 'export {}'] as const), [path, text] as const])
  return checkImports(files).map(describeFinding)
}

/** An import of one file by another, both by their path from the root. */
function importing(from: string, to: string): readonly string[] {
  const up = '../'.repeat(from.split('/').length - 1)
  return check(from, `import { a } from '${up}${to}'`, importCheckedPaths([to]))
}

const core = (path: string) => `engine/core/${path}`
const host = (path: string) => `engine/host/${path}`

describe('files that may import one another', () => {
  test.each([
    [core('operators/window/a.ts'), core('operators/join/b.ts')],
    ['engine/index.ts', core('runtime/b.ts')],
    ['engine/bench/a.ts', host('workers/b.ts')],
    ['editor/a.ts', 'engine/index.ts'],
    [core('operator/a.test.ts'), core('runtime/b.ts')],
    [core('operator/a.test.ts'), core('operator/b.fixture.ts')],
    [core('operator/a.fixture.ts'), core('runtime/b.ts')],
    [core('operator/a.test.ts'), 'test/shared-data.ts'],
    [host('connectors/a.test.ts'), host('workers/b.ts')],
  ])('%s imports %s', (from, to) => {
    expect(importing(from, to)).toEqual([])
  })
})

describe('files that may not', () => {
  test.each([
    [core('model/a.ts'), core('expression/b.ts'), 'model may import itself alone'],
    [core('expression/a.ts'), core('operator/b.ts'), '(operator): expression may import itself and model'],
    [core('model/a.ts'), 'engine/index.ts', 'model may import'],
    ['engine/index.ts', host('server/b.ts'), 'index may import'],
    [host('server/a.ts'), 'engine/bench/b.ts', 'server may import'],
    [host('cli/a.ts'), 'test/run.ts', 'cli may import'],
    [core('model/a.ts'), core('model/b.test.ts'), 'only tests may import'],
    [core('model/a.ts'), core('model/b.fixture.ts'), 'only tests may import'],
    [core('model/a.test.ts'), host('store/b.ts'), 'a test here may import from'],
    ['editor/a.test.ts', host('store/b.ts'), 'a test here may import from'],
  ])('%s imports %s', (from, to, expected) => {
    expect(importing(from, to)).toEqual([expect.stringContaining(expected)])
  })
})

describe('every form of import is seen', () => {
  test.each([
    "import { a } from '../check/b.ts'",
    "import type { A } from '../check/b.ts'",
    "import '../check/b.ts'",
    "export { a } from '../check/b.ts'",
    "export type { A } from '../check/b.ts'",
    "export * from '../check/b.ts'",
    "const b = await import('../check/b.ts')",
    'const b = await import(`../check/b.ts`)',
    "type B = import('../check/b.ts').B",
    "import b = require('../check/b.ts')",
  ])('%s', (text) => {
    const found = check(core('model/a.ts'), `\n${text}`, [core('check/b.ts')])
    expect(found).toEqual([
      expect.stringMatching(/^engine\/core\/model\/a\.ts:2 imports engine\/core\/check\/b\.ts/),
    ])
  })
})

describe('packages', () => {
  test.each([
    [core('runtime/a.ts'), 'rxjs/operators'],
    [core('model/a.test.ts'), 'vitest'],
    [core('model/a.test.ts'), 'node:fs'],
    [core('model/a.fixture.ts'), 'fast-check'],
    [host('cli/a.ts'), 'node:fs'],
    [host('cli/a.ts'), 'fs'],
    ['editor/build.ts', 'node:fs'],
    ['nodes/a.ts', 'node:path'],
  ])('%s may import %s', (path, name) => {
    expect(check(path, `import '${name}'`)).toEqual([])
  })

  test.each([
    [core('model/a.ts'), 'rxjs', 'model may import no package'],
    [core('operators/a.ts'), 'rxjs', 'operators may import no package but croner'],
    [core('runtime/a.ts'), '@scope/rxjs', 'no package but rxjs'],
    [core('model/a.ts'), 'node:fs', 'outside Node.js too'],
    [core('model/a.ts'), 'fs', 'outside Node.js too'],
    [core('model/a.ts'), 'fs/promises', 'outside Node.js too'],
    ['engine/index.ts', 'rxjs', 'no package'],
    ['editor/a.ts', 'node:fs', 'outside Node.js too'],
  ])('%s may not import %s', (path, name, expected) => {
    expect(check(path, `import '${name}'`)).toEqual([expect.stringContaining(expected)])
  })

  test("the engine's own name means its public face", () => {
    expect(check('nodes/a.ts', "import 'millrace'", ['engine/index.ts'])).toEqual([])
    expect(check(host('server/a.ts'), "import 'millrace'", ['engine/index.ts'])).toHaveLength(1)
  })
})

describe('circles', () => {
  const circle = (first: string) =>
    checkImports(
      new Map([
        [core('model/a.ts'), first],
        [core('model/b.ts'), "export * from './c.ts'"],
        [core('model/c.ts'), "import './a.ts'\nimport './d.ts'"],
        [core('model/d.ts'), 'export {}'],
      ]),
    ).map(describeFinding)

  test('a circle of files is found, and told as a way around', () => {
    const files = ['a', 'b', 'c', 'a'].map((name) => core(`model/${name}.ts`)).join(' -> ')
    expect(circle("import { b } from './b.ts'")).toEqual([
      `engine/core/model/a.ts imports itself in a circle: ${files}`,
    ])
  })

  test.each([
    "import { type B } from './b.ts'",
    "const b = await import('./b.ts')",
    "import type { B } from './b.ts'",
    "type B = import('./b.ts').B",
  ])('so is %s', (text) => {
    expect(circle(text)).toHaveLength(1)
  })

  test('a file that imports itself is one', () => {
    expect(check(core('model/a.ts'), "import './a.ts'")).toHaveLength(1)
  })
})

describe('the core and its surroundings', () => {
  test('a clock in the core is found, with its line', () => {
    expect(check(core('runtime/a.ts'), 'export const a = 1\nexport const at = Date.now()')).toEqual([
      expect.stringContaining('engine/core/runtime/a.ts:2 uses Date.now: the core reads no clock'),
    ])
  })

  test.each([core('runtime/a.test.ts'), core('runtime/a.fixture.ts'), host('store/a.ts'), 'editor/a.ts'])(
    'one in %s is not its business',
    (path) => {
      expect(check(path, 'export const at = Date.now()')).toEqual([])
    },
  )
})

describe('what cannot be judged is a finding', () => {
  test.each([
    ['a missing file', core('model/a.ts'), "import './nowhere.ts'", 'does not exist'],
    ['a computed path', core('model/a.ts'), 'await import(name)', 'computed path'],
    ['a folder of no layer', 'engine/other/a.ts', '', 'stands in no layer'],
    ['a new folder of the core', core('other/a.ts'), '', 'stands in no layer'],
    ['text that is no TypeScript', core('model/a.ts'), 'const = 1', 'cannot be read'],
  ])('%s', (_, path, text, expected) => {
    expect(check(path, text)).toEqual([expect.stringContaining(expected)])
  })

  test('no file at all', () => {
    expect(() => checkImports(new Map())).toThrow('no file was read')
  })
})

test('sources of the product are looked at, and no other files', () => {
  const paths = [
    core('model/a.ts'),
    'editor/a.ts',
    'nodes/a.ts',
    'test/run.ts',
    'flows/a.test.ts',
    'engine/a.json',
  ]
  expect(importCheckedPaths(paths)).toEqual(paths.slice(0, 3))
})
