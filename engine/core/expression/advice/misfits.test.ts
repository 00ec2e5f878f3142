import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compileExpression } from '../compile.ts'
import { ExpressionError } from '../expression-error.ts'
import { builtInNames, nativeNamed } from '../functions/catalogue.ts'
import { misfitsIn } from './misfits.ts'
import type { Parameter } from '../calling/parameter.ts'

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
  // A literal in a later place, behind what may be left out, too.
  [
    "$replace(payload.s, 'a', 'b', '1')",
    'argument 4 of $replace is a text, where a number is wanted: it fails',
    'write the number without quotes',
  ],
  [
    '$contains(payload.s, 5)',
    'argument 2 of $contains is a number, where a text or a function is wanted: it fails',
    'write it in quotes, or $string(...)',
  ],
  [
    '$reduce(payload.list, [1], 0)',
    'argument 2 of $reduce is a list, where a function is wanted: it fails',
    'write a function there, as in function($x) { $x * 2 }',
  ],
  [
    "'a' ~> $round(1)",
    'argument 1 of $round is a text, where a number is wanted: it fails',
    'write the number without quotes',
  ],
  [
    "$sum('a')",
    'argument 1 of $sum is a text, where a number or a list is wanted: it fails',
    'write the number without quotes',
  ],
  ['$zip()', '$zip takes one argument, not 0: it fails', 'write all of $zip(list, …)'],
  [
    "$substring('abc')",
    '$substring takes at least 2 arguments, not 1: it fails',
    'write all of $substring(text, number[, number])',
  ],
  // The event is no text, so it does not stand in for the argument that is missing.
  [
    "$replace(payload.s, 'x')",
    '$replace takes at least 3 arguments, not 2: it fails',
    'write all of $replace(text, text or function, text or function[, number])',
  ],
  [
    "payload.s ~> $replace('x')",
    '$replace takes at least 3 arguments, not 2: it fails',
    'write all of $replace(text, text or function, text or function[, number])',
  ],
  ['$length()', '$length takes one argument, not 0: it fails', 'write all of $length(text)'],
  [
    "$map(payload.list, function($x) { $contains('a') & $x })",
    '$contains takes 2 arguments, not 1: it fails',
    'write all of $contains(text, text or function)',
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
  // What is missing is the context, where that can be a text; behind a function's own end it is that of its caller.
  "payload.s.$replace('a', 'b')",
  "payload.(s)[$contains('a')]",
  'payload.s{ $uppercase(): 1 }',
  "($f := function() { $contains('a') }; payload.s.$f())",
  'payload.list^($length(s)).c',
  '$keys()',
  '$each(function($v) { $v })',
  '(function($length) { $length(1, 2) })(function($a, $b) { $a + $b })',
  '$sum(payload.list.c)',
  '$sum([])',
])('%s is all right', (text) => {
  expect(misfitsIn(text)).toEqual([])
  expect(evaluated(text)).not.toThrow()
})

interface Case {
  readonly expr?: string
  readonly code?: string
  readonly error?: unknown
}

const folder = new URL('../../../../../shared/data/jsonata/', import.meta.url)

test('of the official suite, only what is to fail is found', ({ skip }) => {
  if (!existsSync(folder)) skip('no ../shared/data/jsonata here')
  let found = 0
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.json') && !one.startsWith('_'))) {
    const read = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Case | readonly Case[]
    for (const { expr, code, error } of [read].flat() as readonly Case[]) {
      if (expr === undefined || !isCompiled(expr) || misfitsIn(expr).length === 0) continue
      found++
      // The suite has other inputs than events.
      expect(code ?? error ?? failureOf(expr), `${name}: ${expr}`).toBeDefined()
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

/** The code of the error that comes of it; undefined where there is a result. */
function failureOf(text: string, input: unknown = event): string | undefined {
  try {
    compileExpression(text).evaluate(input, {}, { now: 0, random: () => 0 })
    return undefined
  } catch (error) {
    return error instanceof ExpressionError ? error.code : String(error)
  }
}

const literals: Readonly<Record<string, string>> = {
  s: "'a'",
  n: '5',
  b: 'true',
  l: 'null',
  a: '[1]',
  o: "{ 'a': 1 }",
  f: 'function($x) { $x }',
}

/** Arguments of which all but one are of the kinds that are wanted. */
function* argumentsFor(parameters: readonly Parameter[], count: number): Generator<readonly string[]> {
  const right = Array.from(
    { length: count },
    (_, at) => literals[parameters[at]?.kinds.charAt(0) ?? 's'] ?? '1',
  )
  yield right
  for (let at = 0; at < count; at++)
    for (const literal of Object.values(literals)) if (literal !== right[at]) yield right.with(at, literal)
}

test.each([...builtInNames()].flatMap((name) => nativeNamed(name) ?? []))(
  'of $name with literals just what fails is told',
  ({ name, signature: { parameters } }) => {
    for (let count = 0; count <= parameters.length + 1; count++)
      for (const given of argumentsFor(parameters, count)) {
        const [first, ...others] = given
        const isChained = given.join('').length % 2 === 1 && first !== undefined
        const text = isChained ? `${first} ~> $${name}(${others.join()})` : `$${name}(${given.join()})`
        const code = failureOf(text) ?? 'none'
        // What is in a list that is written out is not looked at.
        if (code !== 'T0412' || !text.includes('[1]'))
          expect([text, misfitsIn(text).length > 0]).toEqual([text, /^T041[012]$/.test(code)])
      }
  },
)
