import { expect, test } from 'vitest'
import { isReadable } from '../../engine/core/expression/differential/interpreter.fixture.ts'
import { catalog, checkFlow } from '../../engine/index.ts'
import { describeWithData } from '../shared-data.ts'
import { readSuite } from './read-suite.ts'

/** A flow with an expression in the place where any may stand. */
const flowWith = (payload: string): string =>
  JSON.stringify({
    millrace: 1,
    id: 'suite',
    nodes: {
      in: { type: 'mqtt-in', topic: 'in' },
      made: { type: 'map', payload },
      out: { type: 'log' },
    },
    wires: [
      ['in', 'made'],
      ['made', 'out'],
    ],
  })

const refusals = (text: string): readonly string[] =>
  checkFlow(flowWith(text), catalog)
    .problems.filter(({ severity }) => severity === 'error')
    .map(({ message }) => message)

/** All that is refused although the official parser reads it. */
test.each<[what: string, text: string, message: RegExp]>([
  ['a variable that nobody declares', 'payload.c > $limit', /there is no variable \$limit/],
  ['a function that there is not', '$foo(payload)', /there is no function \$foo/],
  ['more than 500 parts in one another', `${'-('.repeat(251)}key${')'.repeat(251)}`, /500 levels deep/],
  ['more than 2,000 operators in a row', Array(2_002).fill('payload.c').join(' + '), /2000 operators/],
  ['more than 1,000 steps', `payload${'.a'.repeat(1_001)}`, /1000 steps/],
  ['flags inside of a regular expression', '$match(key, /a(?i:b)/)', /a group with flags of its own/],
  [
    'a pattern of more than 5,000 characters',
    `$match(key, /${'a'.repeat(5_001)}/)`,
    /at most 5000 characters/,
  ],
  [
    'copies of copies, of which the parser makes ever more',
    `${'('.repeat(11)}key${' ?? 1)'.repeat(11)}`,
    /more than 10 of \?\?/,
  ],
])('%s is refused', (_what, text, message) => {
  expect(isReadable(text)).toBe(true)
  expect(refusals(text)).toEqual([expect.stringMatching(message)])
})

describeWithData('what the official suite accepts', 'jsonata', (folder) => {
  test('check accepts, but for variables that nobody declares', () => {
    const texts = [...new Set(readSuite(folder).map(({ expression }) => expression))].filter(
      (text) => text.trim() !== '' && isReadable(text),
    )
    expect(texts.length).toBeGreaterThan(900)
    const refused = texts.flatMap((text) => refusals(text).map((message) => `${text}: ${message}`))
    const undeclared = refused.filter((line) => /there is no (variable|function) \$/.test(line))
    expect(refused.filter((line) => !undeclared.includes(line))).toEqual([])
    expect(undeclared.length).toBeLessThan(20)
  })
})
