import { expect, test } from 'vitest'
import { makeEvent } from '../../model/event.ts'
import type { Json } from '../../model/json.ts'
import { duration } from './duration.ts'
import { expression } from './expression.ts'
import { list } from './list.ts'
import { uncounted } from '../setting.ts'

const surroundings = { now: 0, random: () => 0, parameters: {}, ...uncounted }
const conditions = list({ summary: '', of: expression.boolean({ summary: 'A condition' }), min: 1, max: 3 })
const spans = list({ summary: '', of: duration({ summary: 'A span', min: 1 }), default: [] })
const nested = list({ summary: '', of: list({ summary: 'Spans', of: duration({ summary: 'A span' }) }) })

test('each item has its value, in order', () => {
  const result = conditions.read(['payload > 1', ' payload > 2 '], { parameters: {} })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  expect(result.read.shown).toBe('payload > 1, payload > 2')
  const values = result.read.bind(surroundings)
  expect(values.map((holds) => holds(makeEvent(2, 0)))).toEqual([true, false])
})

test.each<
  [name: string, setting: typeof conditions | typeof spans | typeof nested, raw: Json, problems: unknown]
>([
  ['an empty list where there may be one', spans, [], []],
  [
    'a bare value',
    conditions,
    'payload > 1',
    [{ code: 'bad-list', message: /expected a list of 1 to 3, got "payload/ }],
  ],
  ['an object', spans, {}, [{ code: 'bad-list', message: /expected a list, got an object/ }]],
  ['too few', conditions, [], [{ code: 'bad-list', message: /got an empty one/ }]],
  ['too many', conditions, ['true', 'true', 'true', 'true'], [{ code: 'bad-list', message: /got 4 items/ }]],
  [
    'items that are wrong',
    conditions,
    ['payload >', 'true', 7],
    [
      { code: 'bad-expression', at: [0] },
      { code: 'bad-expression', at: [2] },
    ],
  ],
  ['items of items', nested, [['1s'], ['1s', 'soon']], [{ code: 'bad-duration', at: [1, 1] }]],
])('%s', (_name, setting, raw, problems) => {
  const result = setting.read(raw, { parameters: {} })
  const found = result.ok ? [] : result.problems
  expect(found).toMatchObject(
    (problems as readonly { readonly message?: RegExp }[]).map(({ message, ...rest }) => ({
      ...rest,
      ...(message === undefined ? {} : { message: expect.stringMatching(message) }),
    })),
  )
  expect(found).toHaveLength((problems as readonly unknown[]).length)
})

test('schema and form are those of the items', () => {
  expect(conditions.schema).toEqual({
    type: 'array',
    items: { type: 'string', minLength: 1, description: 'A condition' },
    minItems: 1,
    maxItems: 3,
  })
  expect(conditions.form).toMatchObject({
    control: 'list',
    options: { of: { control: 'expression' }, max: 3 },
  })
})
