import { describe, expect, test } from 'vitest'
import { ambientUses } from './ambient-use.ts'
import { parse } from './syntax.ts'

function uses(text: string): readonly string[] {
  const parsed = parse('example.ts', text)
  if ('error' in parsed) throw new Error(parsed.error)
  return ambientUses(parsed.program).map(({ what }) => what)
}

describe('what the core may not take from its surroundings', () => {
  test.each([
    ['Date.now()', 'Date.now'],
    ["Date['now']()", 'Date.now'],
    ['new Date()', 'new Date() without an argument'],
    ['new Date', 'new Date() without an argument'],
    ['Date()', 'Date as a value'],
    ['const { now } = Date', 'Date as a value'],
    ['const clock = Date', 'Date as a value'],
    ['const made = { Date }', 'Date as a value'],
    ['export { Date as Clock }', 'Date as a value'],
    ['Math.random()', 'Math.random'],
    ['Math[name]()', 'Math other than as Math.<name>'],
    ['const { random } = Math', 'Math other than as Math.<name>'],
    ['Temporal.Now.instant()', 'Temporal.Now'],
    ['setTimeout(() => {}, 5)', 'setTimeout'],
    ['setInterval(() => {}, 5)', 'setInterval'],
    ['const later = setTimeout', 'setTimeout'],
    ['queueMicrotask(() => {})', 'queueMicrotask'],
    ["fetch('http://example.org')", 'fetch'],
    ['performance.now()', 'performance'],
    ['globalThis.setTimeout', 'globalThis'],
    ['crypto.randomUUID()', 'crypto'],
    ['function f(at = Date.now()) {}', 'Date.now'],
    ['class C { at = Date.now() }', 'Date.now'],
    ['const f = (fetch) => 1; fetch(2)', 'fetch'],
    ['{ const fetch = 1 } fetch(2)', 'fetch'],
    ['(Math as { random(): number }).random()', 'Math other than as Math.<name>'],
    ['`${Date.now()}`', 'Date.now'],
  ])('%s', (text, expected) => {
    expect(uses(text)).toEqual([expected])
  })
})

describe('what depends on nothing but its arguments', () => {
  test.each([
    'new Date(time)',
    'Date.UTC(2024, 0, 1)',
    'Date.prototype',
    "Date.parse('2024-01-01')",
    'value instanceof Date',
    'Math.floor(1.5)',
    "Math['floor'](1.5)",
    'let at: Date',
    'type Later = typeof setTimeout',
    'interface Clock { performance: number }',
    'const f = (fetch: (url: string) => void) => fetch(url)',
    'function f({ process, ...rest }: Work) { return process(rest) }',
    "import { fetch } from './own.ts'; fetch(1)",
    'for (const process of list) process()',
    'try {} catch (process) { process() }',
    'event.performance.now()',
    'const table = { fetch: 1, setTimeout() {} }',
    'class C { fetch() { return this.fetch() } }',
    "const text = 'Date.now()' // Date.now()",
  ])('%s', (text) => {
    expect(uses(text)).toEqual([])
  })
})
