import { expect, test } from 'vitest'
import { operators } from '../catalog.ts'
import type { Arrival } from '../operator/arrival.ts'
import { planOf } from '../../../test/conformance/example-plan.ts'
import { run, together } from '../../../test/conformance/example-run.ts'
import { feederOf, keyProperty } from '../../../test/conformance/example-script.ts'
import { gate } from './gate.ts'
import { leftBy, ranWith, valuesOf } from './settings.fixture.ts'
import { pattern } from './pattern/pattern.ts'
import { throttle } from './throttle.ts'
import { change } from './change/change.ts'

const day = 86_400_000

test.each([
  ['throttle', throttle, { every: '30d' }, 1],
  ['throttle, told to forget', throttle, { every: '30d', forget: '1h' }, 1],
  ['throttle of a shorter time', throttle, { every: '8d' }, 2],
  ['change', change, { heartbeat: '30d' }, 1],
  ['change without a heartbeat', change, {}, 2],
])('%s: of two equal events nine days apart %#', (_name, operator, settings, out) => {
  const ran = ranWith(operator, settings, [
    { time: 0, payload: 1, key: 'a' },
    { time: 9 * day, payload: 1, key: 'a' },
  ])
  expect(leftBy(ran, 'out')).toHaveLength(out)
})

test('no operator forgets before a time that is set for it', () => {
  const stateful = operators.filter(
    ({ settings }) =>
      Object.hasOwn(settings, 'forget') &&
      settings['idle'] === undefined &&
      Object.entries(settings).some(([name, { kind }]) => kind === 'duration' && name !== 'forget'),
  )
  expect(stateful.map(({ type }) => type)).toEqual([
    'dedupe',
    'window',
    'over',
    'pattern',
    'top',
    'join',
    'gather',
    'sample',
    'change',
    'absence',
    'throttle',
    'debounce',
    'delay',
  ])
  for (const operator of stateful) {
    const durations = Object.entries(operator.settings).filter(
      ([name, { kind }]) => kind === 'duration' && name !== 'forget',
    )
    expect(durations.length).toBeGreaterThan(0)
    for (const [name, { when }] of durations) {
      const [example] = operator.examples
      const values = { ...valuesOf(operator, example?.settings ?? {}), [name]: 40 * day }
      const meant = when === undefined ? values : { ...values, [when.setting]: when.in[0] }
      expect(operator.remembers(meant), `${operator.type}.${name}`).toBe(40 * day)
      if (when === undefined) continue
      const notMeant = { ...values, [when.setting]: 'something else' }
      expect(operator.remembers(notMeant), `${operator.type}.${name}`).toBeLessThan(40 * day)
    }
  }
})

test('keys that a gate only sees go by without a trace', () => {
  const plan = planOf(gate, { title: '', settings: { open: 'payload', maxKeys: 3 }, given: {}, expect: {} })
  const arrival = (input: string, payload: boolean, key: string): Arrival => ({
    kind: 'event',
    node: feederOf(input),
    at: 0,
    time: 0,
    payload,
    properties: { [keyProperty]: key },
  })
  const moved = ['a', 'b', 'c'].map((key) => arrival('control', true, key))
  const seen = Array.from({ length: 2_000 }, (_, index) => arrival('in', true, `k${index}`))
  const { ledger, outcome } = run(plan, [...seen, ...moved, arrival('in', true, 'b')], together, false)
  expect(outcome['error']).toBeUndefined()
  expect(outcome['pass']).toHaveLength(1)
  expect(ledger['subject']?.keys).toBe(3)
  const full = run(plan, [...moved, arrival('control', true, 'd'), arrival('in', true, 'a')], together, false)
  expect(full.outcome).toMatchObject({ error: ['too-many-keys'], pass: [{ key: 'a' }] })
  const back = run(
    plan,
    [...moved, ...['a', 'b', 'c'].map((key) => arrival('control', false, key))],
    together,
    false,
  )
  expect(back.ledger['subject']?.keys).toBe(0)
})

test('a quiet time of a pattern counts as a time that is set', () => {
  const steps = [
    { name: 'n', where: "payload = 'n'", not: true, for: '10d' },
    { name: 'b', where: "payload = 'b'" },
  ]
  const ran = ranWith(pattern, { steps, skip: 'none' }, [
    { time: 0, payload: 'n', key: 'a' },
    { time: 9 * day, payload: 'x', key: 'other' },
    { time: 11 * day, payload: 'b', key: 'a' },
  ])
  expect(leftBy(ran, 'out')).toHaveLength(1)
})
