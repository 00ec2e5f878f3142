import { expect, test } from 'vitest'
import { makeEvent } from '../../model/event.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import { uncounted } from '../setting.ts'
import { duration } from './duration.ts'
import { expression } from './expression.ts'
import { flag } from './flag.ts'
import { group } from './group.ts'

const surroundings = { now: 0, random: () => 0, parameters: {}, ...uncounted }
const setting = group({
  summary: 'A rule',
  of: {
    when: expression.boolean({ summary: 'When', example: 'payload > 1' }),
    hold: duration({ summary: 'How long', default: '5s' }),
    loud: flag({ summary: 'Whether', optional: true }),
  },
  show: ({ when, hold, loud }) => `${when} for ${hold}, ${loud ?? 'not said'}`,
})

test('each part has its value, with its default where it has one', () => {
  const result = setting.read({ when: 'payload > 1' }, { parameters: {} })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  expect(result.read.shown).toBe('payload > 1 for 5s, not said')
  const { when, hold, loud } = result.read.bind(surroundings)
  expect([when(makeEvent(2, 0)), when(makeEvent(1, 0)), hold, loud]).toEqual([true, false, 5_000, undefined])
})

test.each<[name: string, raw: Json, problems: readonly JsonObject[]]>([
  ['no object', ['payload > 1'], [{ code: 'bad-group', expected: 'an object with when, hold, loud' }]],
  ['nothing', null, [{ code: 'bad-group' }]],
  ['a part that is missing', {}, [{ code: 'missing-part', remedy: 'add "when": "payload > 1"' }]],
  ['a part that is wrong', { when: 'true', hold: 'soon' }, [{ code: 'bad-duration', at: ['hold'] }]],
  ['a part that is nothing', { when: 'true', hold: null }, [{ code: 'bad-duration', at: ['hold'] }]],
  [
    'a part that nobody knows',
    { when: 'true', lod: true },
    [{ code: 'unknown-part', remedy: 'did you mean "loud"?' }],
  ],
  [
    'a part like nothing else',
    { when: 'true', volume: 3 },
    [{ code: 'unknown-part', remedy: 'take volume out' }],
  ],
  [
    'several at once',
    { hold: 'soon', loud: 'yes' },
    [{ code: 'missing-part' }, { code: 'bad-duration' }, { code: 'bad-flag' }],
  ],
])('%s', (_name, raw, problems) => {
  const result = setting.read(raw, { parameters: {} })
  const found = result.ok ? [] : result.problems
  expect(found).toMatchObject(problems)
  expect(found).toHaveLength(problems.length)
})

test('schema and form are those of the parts', () => {
  expect(setting.schema).toMatchObject({
    type: 'object',
    required: ['when'],
    additionalProperties: false,
    properties: { loud: { type: 'boolean', description: 'Whether' } },
  })
  expect(setting.form).toMatchObject({
    control: 'group',
    options: { of: { hold: { control: 'duration', summary: 'How long', required: false } } },
  })
})
