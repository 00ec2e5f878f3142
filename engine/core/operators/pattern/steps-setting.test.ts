import { expect, test } from 'vitest'
import type { Json, JsonObject } from '../../model/json.ts'
import { boundNames, stepsSetting } from './steps-setting.ts'

const setting = stepsSetting({ summary: 'Steps' })
const a = { name: 'a', where: "payload = 'a'" }

test.each<[name: string, raw: Json, problems: readonly JsonObject[]]>([
  ['no list', 'a', [{ code: 'bad-list' }]],
  ['no steps', [], [{ code: 'bad-list' }]],
  ['a step without a name', [{}], [{ code: 'missing-part', at: [0] }]],
  ['a step that is none', [a, 'b'], [{ code: 'bad-group', at: [1] }]],
  [
    'a part with a slip',
    [{ ...a, wher: 'true' }],
    [{ code: 'unknown-part', at: [0], remedy: 'did you mean "where"?' }],
  ],
  [
    'a condition that is none',
    [{ name: 'a', where: 'payload =' }],
    [{ code: 'bad-expression', at: [0, 'where'] }],
  ],
  [
    'a condition on a later step',
    [{ name: 'a', where: '$b.payload = 1' }, { name: 'b' }],
    [{ code: 'bad-expression', at: [0, 'where'] }],
  ],
  [
    'a condition on what does not happen',
    [a, { name: 'b', not: true }, { name: 'c', where: '$b.payload = 1' }],
    [{ code: 'bad-expression', at: [2, 'where'] }],
  ],
  ['a name twice', [a, a], [{ code: 'name-taken', at: [1, 'name'] }]],
  [
    'a name that is none',
    [{ name: 'door open' }],
    [{ code: 'bad-name', at: [0, 'name'], remedy: 'write "door_open"' }],
  ],
  ['a name that begins with a digit', [{ name: '2nd' }], [{ code: 'bad-name', remedy: 'write "step_2nd"' }]],
  ['times that are none', [{ ...a, times: 'twice' }], [{ code: 'bad-group', at: [0, 'times'] }]],
  ['no times', [{ ...a, times: 0 }], [{ code: 'out-of-range', at: [0, 'times'] }]],
  [
    'fewer at most than at least',
    [{ ...a, times: { min: 3, max: 2 } }],
    [{ code: 'empty-range', at: [0, 'times', 'max'] }],
  ],
  [
    'how it follows, misspelt',
    [a, { name: 'b', contiguity: 'nxt' }],
    [{ code: 'bad-choice', at: [1, 'contiguity'] }],
  ],
  [
    'what must not happen, several times',
    [a, { name: 'b', not: true, times: 2, greedy: true }],
    [
      { code: 'no-effect', at: [1, 'times'] },
      { code: 'no-effect', at: [1, 'greedy'] },
    ],
  ],
  [
    'what must not happen, in any way',
    [a, { name: 'b', not: true, contiguity: 'followed-by-any' }],
    [{ code: 'bad-contiguity' }],
  ],
  [
    'next and for a time',
    [a, { name: 'b', not: true, contiguity: 'next', for: '1s' }],
    [{ code: 'bad-contiguity', at: [1, 'for'] }],
  ],
  [
    'quiet at first, without a time',
    [{ ...a, not: true }, { name: 'b' }],
    [{ code: 'no-beginning', at: [0, 'for'] }],
  ],
  ['a time for what happens', [{ ...a, for: '1s' }], [{ code: 'no-effect', at: [0, 'for'] }]],
  ['no time at all', [a, { name: 'b', not: true, for: '0s' }], [{ code: 'out-of-range', at: [1, 'for'] }]],
  ['only what must not happen', [{ ...a, not: true, for: '1s' }], [{ code: 'nothing-happens' }]],
  ['greedy once', [{ ...a, greedy: true }], [{ code: 'no-effect', at: [0, 'greedy'] }]],
  ['until once', [{ ...a, until: 'true' }], [{ code: 'no-effect', at: [0, 'until'] }]],
  [
    'greedy in every way',
    [{ ...a, greedy: true, times: { contiguity: 'followed-by-any' } }],
    [{ code: 'greedy-combinations', at: [0, 'greedy'] }],
  ],
])('%s', (_name, raw, problems) => {
  const result = setting.read(raw, { parameters: {} })
  const found = result.ok ? [] : result.problems
  expect(found).toMatchObject(problems)
  expect(found).toHaveLength(problems.length)
})

test('names are those of the steps that happen', () => {
  expect(boundNames([a, { name: 'b', not: true }, { name: 'c d' }, 7, {}])).toEqual(['a'])
  expect(boundNames('a')).toEqual([])
})

test('what is to be known of conditions leads to their step', () => {
  const result = setting.read([{ name: 'x' }, { name: 'b', where: 'payload.c < 5 < 6' }], { parameters: {} })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  expect(result.read.reads?.()).toMatchObject([{ path: ['payload', 'c'], at: [1, 'where'] }])
  for (const { at } of result.read.notes ?? []) expect(at?.slice(0, 2)).toEqual([1, 'where'])
})
