// The architecture's table of who may import whom, said once more and held against the rules: every pair of layers,
// and every package that some layer may import.
import { expect, test } from 'vitest'
import { checkImports } from './imports.ts'

const places: Readonly<Record<string, string>> = {
  model: 'engine/core/model/a.ts',
  expression: 'engine/core/expression/a.ts',
  operator: 'engine/core/operator/a.ts',
  operators: 'engine/core/operators/a.ts',
  catalog: 'engine/core/catalog.ts',
  check: 'engine/core/check/a.ts',
  runtime: 'engine/core/runtime/a.ts',
  convert: 'engine/core/convert/a.ts',
  connectors: 'engine/host/connectors/a.ts',
  store: 'engine/host/store/a.ts',
  workers: 'engine/host/workers/a.ts',
  server: 'engine/host/server/a.ts',
  cli: 'engine/host/cli/a.ts',
  nodes: 'nodes/a.ts',
  editor: 'editor/a.ts',
}
const wholeCore = 'model expression operator operators catalog check runtime convert'

/** Whether a file may import a specifier, beside another file that may be the one meant. */
function isClean(from: string, specifier: string, other: string = from): boolean {
  const files = new Map([
    [other, ''],
    [from, `import '${specifier}'`],
  ])
  return checkImports(files).length === 0
}

test.each([
  ['model', '', []],
  ['expression', 'model', ['jsonata']],
  ['operator', 'model expression', []],
  ['operators', 'model expression operator', ['croner']],
  ['catalog', 'model expression operator operators', []],
  ['check', 'model expression operator operators catalog', []],
  ['runtime', 'model expression operator operators catalog', ['rxjs']],
  ['convert', 'model expression operator operators catalog check', []],
  ['connectors', wholeCore, 'any'],
  ['store', wholeCore, 'any'],
  ['workers', `${wholeCore} connectors store`, 'any'],
  ['server', `${wholeCore} connectors store workers`, 'any'],
  ['cli', `${wholeCore} connectors store workers server`, 'any'],
  ['nodes', `${wholeCore} store server`, 'any'],
  ['editor', wholeCore, 'any'],
])('%s imports only: %s', (name, allowed, packages) => {
  const from = places[name]!
  const targets = Object.entries(places).filter(([to]) => to !== name)
  const passed = targets.filter(([, to]) =>
    isClean(from, `${'../'.repeat(from.split('/').length - 1)}${to}`, to),
  )
  expect(passed.map(([to]) => to).join(' ')).toBe(allowed)
  const names = ['rxjs', 'jsonata', 'croner', 'aedes'].filter((other) => isClean(from, other))
  expect(packages === 'any' ? names.length : names).toEqual(packages === 'any' ? 4 : packages)
})
