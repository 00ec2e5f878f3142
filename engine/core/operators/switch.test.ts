import { expect, test } from 'vitest'
import { catalog } from '../catalog.ts'
import { checkFlow } from '../check/check-flow.ts'
import { makeEvent } from '../model/event.ts'
import type { Json, JsonObject } from '../model/json.ts'
import { leftBy, ranWith, saysOf, valuesOf } from './settings.fixture.ts'
import { switchOperator } from './switch.ts'

const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const
const eight: JsonObject = { cases: letters.map((_, at) => `payload >= ${8 - at}`) }

test.each([
  [9, 'a'],
  [8, 'a'],
  [7, 'b'],
  [1, 'h'],
  [0, 'rest'],
])('of eight conditions, %i is first met by %s', (payload, port) => {
  const { choose } = switchOperator.create(valuesOf(switchOperator, eight))
  expect(choose?.(makeEvent(payload, 0))).toBe(port)
  expect(leftBy(ranWith(switchOperator, eight, [{ time: 0, payload }]), port)).toHaveLength(1)
})

test('each condition that is met, in the order of the letters', () => {
  const ran = ranWith(switchOperator, { ...eight, sends: 'all' }, [{ time: 0, payload: 6 }])
  const left = ['rest', ...letters].filter((port) => leftBy(ran, port).length > 0)
  expect(left).toEqual(['c', 'd', 'e', 'f', 'g', 'h'])
  expect(ran.ledger['subject']).toMatchObject({ received: 1, handled: 1 })
})

test.each([
  [{ cases: ['true'] }, 'sends events by a where true, others by rest'],
  [
    { cases: ['payload > 1', 'payload > 0'] },
    'sends events by a where payload > 1, b where payload > 0, others by rest',
  ],
  [{ cases: ['true'], sends: 'all' }, 'sends events by a where true (by each that holds), others by rest'],
])('%j says %s', (settings, says) => expect(saysOf(switchOperator, settings)).toBe(says))

/** A flow with one switch, as it is checked. */
const checked = (settings: JsonObject) =>
  checkFlow(JSON.stringify({ millrace: 1, id: 'f', nodes: { it: { type: 'switch', ...settings } } }), catalog)

test.each<[settings: JsonObject, cases: Json]>([
  [{ a: 'payload > 1' }, ['payload > 1']],
  [{ b: 'payload > 1', d: 'payload > 0' }, ['false', 'payload > 1', 'false', 'payload > 0']],
  [{ h: 'true', sends: 'all' }, ['false', 'false', 'false', 'false', 'false', 'false', 'false', 'true']],
  [{ cases: ['true'] }, ['true']],
  [{ version: 2, cases: ['true'] }, ['true']],
])('%j is read as version 2 with the same ports', (settings, cases) => {
  const { plan, problems } = checked(settings)
  expect(plan?.nodes[0]?.raw['cases']).toEqual(cases)
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(problems.some(({ code }) => code === 'older-operator')).toBe(settings['cases'] === undefined)
})

test.each<[settings: JsonObject, code: string, place: readonly (string | number)[]]>([
  [{}, 'missing-setting', ['nodes', 'it']],
  [{ version: 2, a: 'true', cases: ['true'] }, 'unknown-setting', ['nodes', 'it', 'a']],
  [{ version: 2, cases: '$conditions' }, 'unknown-parameter', ['nodes', 'it', 'cases']],
  [{ version: 2, cases: [] }, 'bad-list', ['nodes', 'it', 'cases']],
  [{ version: 2, cases: letters.map(() => 'true').concat('true') }, 'bad-list', ['nodes', 'it', 'cases']],
  [{ version: 2, cases: ['true', 'payload >'] }, 'bad-expression', ['nodes', 'it', 'cases', 1]],
])('%j is refused', (settings, code, place) => {
  expect(checked(settings).problems).toContainEqual(expect.objectContaining({ code, place }))
})
