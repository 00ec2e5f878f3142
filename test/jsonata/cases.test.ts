import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { describeWithData } from '../shared-data.ts'
import { failureOf } from './judge.ts'
import { readSuite } from './read-suite.ts'

describeWithData("JSONata's official suite", 'jsonata', (folder) => {
  test('every case passes', () => {
    const cases = readSuite(folder)
    expect(cases).toHaveLength(1_001)
    const failures = cases.flatMap((one) => {
      const failure = failureOf(one)
      return failure === undefined ? [] : [`${one.name}: ${one.expression}\n  ${failure}`]
    })
    expect(failures).toEqual([])
  })
})

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function folderWith(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-cases-'))
  folders.push(folder)
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name)
    mkdirSync(join(path, '..'), { recursive: true })
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  }
  return folder
}

function run(...args: readonly string[]) {
  const script = join(import.meta.dirname, 'run-cases.ts')
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' })
  return { status, out: stdout, err: stderr }
}

test('the script counts what passed and says what failed, in either layout of a suite', () => {
  const together = folderWith({
    '_datasets.json': { one: { a: 1 } },
    'paths.json': [
      { case: 'first', expr: 'a', dataset: 'one', result: 1 },
      { case: 'second', expr: 'a', data: { a: 2 }, bindings: {}, result: 3 },
      { case: 'third', expr: 'b', dataset: null, undefinedResult: true },
    ],
  })
  expect(run(together)).toEqual({
    status: 1,
    out: 'paths.json second: a\n  expected 3, got 2\n2 passed, 1 failed\n',
    err: '',
  })
  const official = folderWith({
    'datasets/one.json': { a: [1, 2] },
    'groups/errors/case000.json': { expr: '"x" + a', dataset: 'one', code: 'T2001', token: '+' },
    'groups/lists/case000.json': {
      'expr-file': 'case000.jsonata',
      dataset: 'one',
      result: [2, 1],
      unordered: true,
    },
    'groups/lists/case000.jsonata': 'a',
  })
  for (const folder of [official, join(official, 'groups')])
    expect(run(folder)).toEqual({ status: 0, out: '2 passed, 0 failed\n', err: '' })
})

test.each<[what: string, one: object, failure: RegExp]>([
  ['a value in place of an error', { expr: '1', code: 'T2001' }, /expected T2001, got the value 1/],
  ['an error in place of a value', { expr: '1 + "a"', result: 1 }, /expected a value, got T2002/],
  ['another error', { expr: '1 + "a"', code: 'T2001' }, /expected T2001, got T2002/],
  ['another token', { expr: '1 + "a"', code: 'T2002', token: '-' }, /expected the token -, got \+/],
  ['a value in place of nothing', { expr: '1', undefinedResult: true }, /expected nothing, got 1/],
  ['nothing in place of a value', { expr: 'a', result: 1 }, /expected 1, got nothing/],
  ['another order', { expr: '[2, 1]', result: [1, 2] }, /expected \[1,2\], got \[2,1\]/],
])('%s is a failure', (_what, one, failure) => {
  const [read] = readSuite(folderWith({ 'a.json': one }))
  expect(read === undefined ? '' : failureOf(read)).toMatch(failure)
})

test('nothing to run is no success, and what can not be read is named', () => {
  expect(run(folderWith({}))).toMatchObject({ status: 1, out: '0 passed, 0 failed\n' })
  expect(run()).toMatchObject({ status: 2 })
  expect(() => readSuite(folderWith({ 'a.json': '{' }))).toThrow(/a\.json: /)
  expect(() => readSuite(folderWith({ 'a.json': { expr: 'a', dataset: 'no' } }))).toThrow(
    'there is no data set no',
  )
  expect(() => readSuite(folderWith({ 'a.json': {} }))).toThrow('a case has "expr" or "expr-file"')
})
