import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compileExpression } from './compile.ts'
import { misfitsIn } from './misfits.ts'

const event = { payload: { c: 5, s: 'a', list: [{ c: 1 }] } }
const evaluated = (text: string) => (): unknown => compileExpression(text, { variables: [] }).evaluate(event)

test.each<[text: string, message: string, remedy?: string]>([
  [
    "$merge(payload, {'x': (5)})",
    '$merge takes one argument, not 2: it fails',
    "put them into one list: $merge([payload, {'x': (5)}])",
  ],
  [
    "payload ~> $merge({'x': 5})",
    '$merge takes one argument, not 2: it fails',
    'put them into one list: $merge([payload, { "x": 5 }])',
  ],
  [
    '$max(payload.c, 3)',
    '$max takes one argument, not 2: it fails',
    'put them into one list: $max([payload.c, 3])',
  ],
  ['1 + $ceil(payload.c, 2)', '$ceil takes one argument, not 2: it fails', 'take out what is too much'],
  [
    "$round(payload.c, '1')",
    'argument 2 of $round is a text, where a number is wanted: it fails',
    'write the number without quotes',
  ],
  [
    '$map(payload.list, 3)',
    'argument 2 of $map is a number, where a function is wanted: it fails',
    'write a function there, as in function($x) { $x * 2 }',
  ],
  [
    "$round('a')",
    'argument 1 of $round is a text, where a number is wanted: it fails',
    'write the number without quotes',
  ],
  [
    '$length(5)',
    'argument 1 of $length is a number, where a text is wanted: it fails',
    'write it in quotes, or $string(...)',
  ],
])('%s: %s', (text, message, remedy) => {
  expect(misfitsIn(text)).toEqual([{ message, remedy }])
  expect(evaluated(text)).toThrow(/argument/)
  const instead = /: (\$\w+\(.*\))$/.exec(remedy ?? '')?.[1]
  if (instead !== undefined && !instead.includes('...')) {
    expect(misfitsIn(instead)).toEqual([])
    expect(evaluated(instead)).not.toThrow()
  }
})

test.each([
  "$merge([payload, {'x': 5}])",
  'payload ~> $merge',
  '$round(payload.c, 1)',
  "payload.s ~> $substringBefore('a')",
  "payload.s.$contains('a')",
  '$append([1], [2])',
  '$zip([1], [2], [3])',
  '$max([1, 2])',
  '$sum(5)',
  "$join('a')",
  '($merge := function($a, $b) { 1 }; $merge(1, 2))',
  '$string(payload.c)',
  "'abc' ~> $substring(1)",
  'payload.s.$substring(0, 1)',
  "$pad('a', 3)",
  "$number('5')",
  '$number(true)',
  "payload.s.$pad(3, '-')",
  '$reduce([1, 2], function($a, $b) { $a + $b }, 0)',
])('%s is all right', (text) => {
  expect(misfitsIn(text)).toEqual([])
  expect(evaluated(text)).not.toThrow()
})

interface Case {
  readonly expr?: string
  readonly code?: string
  readonly error?: unknown
}

const folder = new URL('../../../../shared/data/jsonata/', import.meta.url)

test('of the official suite, only what is to fail is found', ({ skip }) => {
  if (!existsSync(folder)) skip('no ../shared/data/jsonata here')
  let found = 0
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.json') && !one.startsWith('_'))) {
    const read = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Case | readonly Case[]
    for (const { expr, code, error } of [read].flat() as readonly Case[]) {
      if (expr === undefined || !isCompiled(expr) || misfitsIn(expr).length === 0) continue
      found++
      expect(code ?? error, `${name}: ${expr}`).toBeDefined()
    }
  }
  expect(found).toBeGreaterThan(20)
})

function isCompiled(text: string): boolean {
  try {
    compileExpression(text)
    return true
  } catch {
    return false
  }
}
