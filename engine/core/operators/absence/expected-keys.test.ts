import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planOf } from '../../../../test/conformance/example-plan.ts'
import { feederOf, keyProperty } from '../../../../test/conformance/example-script.ts'
import type { Key } from '../../model/event.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { Arrival } from '../../operator/arrival.ts'
import { FlowRun } from '../../runtime/flow-run.ts'
import { leftBy, problemsOf, ranWith } from '../settings.fixture.ts'
import { absence } from './absence.ts'

const after = 20
const keys = ['a', 'b', 'c', ['d', 1]] as const

/** Nothing is ever late: no event comes more than `bound` after one with a later time. */
const bound = 60

const arriving = fc
  .array(fc.record({ wait: fc.nat(12), delay: fc.nat(bound), key: fc.constantFrom<Key>('a', 'b', 'x') }), {
    minLength: 1,
    maxLength: 30,
  })
  .map((events) => {
    let at = 1_000
    return events.map(({ wait, delay, key }) => ({ at: (at += wait), time: at - delay, payload: 1, key }))
  })

const sourceClocks = fc.constantFrom<JsonObject>(
  { outOfOrder: bound },
  { outOfOrder: bound, watermark: 'key' },
  { outOfOrder: bound, idle: 3 },
  { outOfOrder: bound, idle: 3, watermark: 'key' },
)

test('who is expected and has not come is missed by the wall, once, and is back when it comes', () => {
  fc.assert(
    fc.property(arriving, fc.constantFrom('event', 'wall'), sourceClocks, (events, clock, source) => {
      const ran = ranWith(absence, { after, clock, expect: keys as unknown as Json }, events, source)
      const [since = 0] = events.map(({ at }) => at)
      const reports = (port: string, key: Key): JsonObject[] =>
        leftBy(ran, port).filter((one) => JSON.stringify(one['key']) === JSON.stringify(key))
      expect(ran.outcome['error']).toBeUndefined()
      for (const key of [...keys, 'x']) {
        const first = events.find((event) => event.key === key)
        const isMissed = key !== 'x' && (first === undefined || first.at >= since + after)
        const absent = reports('absent', key)
        const back = reports('back', key)
        expect(absent.filter(({ payload }) => !Object.hasOwn(payload as JsonObject, 'last'))).toEqual(
          isMissed ? [{ payload: { since }, key, time: since + after }] : [],
        )
        expect(back.length, 'as often as it was silent, but for the last time').toBe(
          first === undefined ? 0 : absent.length - 1,
        )
        if (clock === 'wall') continue
        // Whoever goes by the times of the reports sees each key go and come, by turns.
        const turns = [
          ...absent.map(({ time }) => [Number(time), 0] as const),
          ...back.map(({ time }) => [Number(time), 1] as const),
        ].sort((one, other) => one[0] - other[0] || one[1] - other[1])
        expect(turns.map(([, port]) => port)).toEqual(turns.map((_, index) => index % 2))
      }
    }),
    { numRuns: 500 },
  )
})

describe('the time that counts is one in which the flow ran', () => {
  const plan = planOf(absence, {
    title: '',
    settings: { after, expect: ['a', 'b'] },
    given: {},
    expect: {},
  })
  const come = (at: number, key: string): Arrival => ({
    kind: 'event',
    node: feederOf('in'),
    at,
    time: at,
    payload: 1,
    properties: { [keyProperty]: key },
  })
  function watched(run: FlowRun): string[] {
    const seen: string[] = []
    run.tap('subject', 'absent').subscribe(({ events }) => {
      for (const { key, time, payload } of events)
        seen.push(`${JSON.stringify(key)} ${JSON.stringify(payload)} @ ${time}`)
    })
    return seen
  }

  test('after a restart it is waited for anew', () => {
    const before = new FlowRun(plan)
    before.feed([come(1_000, 'a')])
    const run = new FlowRun(plan, { snapshot: before.snapshot() })
    const seen = watched(run)
    run.resume(9_000)
    run.advance(9_019)
    expect(seen).toEqual([])
    run.advance(9_020)
    expect(seen).toEqual(['"b" {"since":9000} @ 9020'])
  })

  test('a recording that begins without a time is no wait since 1970', () => {
    const run = new FlowRun(plan)
    const seen = watched(run)
    run.feed([{ kind: 'event', node: feederOf('in'), payload: 0, properties: { [keyProperty]: 'x' } }])
    run.feed([come(1_000_000, 'a')])
    run.advance(1_000_019)
    expect(seen.filter((line) => line.startsWith('"b"'))).toEqual([])
    run.advance(1_000_020)
    expect(seen).toContain('"b" {"since":1000000} @ 1000020')
  })

  test('without any arrival at all it is the end that tells', () => {
    const run = new FlowRun(plan)
    const seen = watched(run)
    run.advance(5_000)
    run.end()
    expect(seen).toEqual(['"a" {"since":5000} @ 5020', '"b" {"since":5000} @ 5020'])
  })
})

test.each([
  [['a', 'b', 7, '7', null, ['a'], ['a', 1]], []],
  [['a', 'b', 'a'], ['repeated-key at expect']],
  [
    [['a', 1], 7, ['a', 1], 7],
    ['repeated-key at expect', 'repeated-key at expect'],
  ],
])('keys %j', (keys, problems) =>
  expect(problemsOf(absence, { after: '5m', expect: keys })).toEqual(problems),
)

test.each<[Json, string, Json]>([
  ['a', 'bad-list', 'put square brackets around it, and commas between the items: ["...", "..."]'],
  [['a', { room: 1 }], 'bad-key', [1]],
  [[[['a']]], 'bad-key', [0]],
  [['x'.repeat(2_000)], 'key-too-long', [0]],
])('%j is %s', (raw, code, where) => {
  const read = absence.settings['expect']?.read(raw, { parameters: {} })
  const [problem] = read?.ok === false ? read.problems : []
  expect([problem?.code, problem?.at ?? problem?.remedy]).toEqual([code, where])
})
