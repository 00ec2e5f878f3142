import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Ran } from '../../../../test/conformance/example-run.ts'
import type { JsonObject } from '../../model/json.ts'
import { leftBy, ranWith } from '../settings.fixture.ts'
import { dedupe } from './dedupe.ts'

/** An event; the place in the list is that of its arrival. */
interface Given {
  readonly time: number
  readonly key: string
  readonly name: string
  /** Which event it is. */
  readonly id: number
  /** The watermark that it meets. */
  readonly watermark: number
}

interface Run {
  readonly given: readonly Given[]
  readonly keep: 'first' | 'last'
  /** For how much disorder there is room, ms. */
  readonly bound: number
}

/** How far from order events may be, ms. */
const disorder = 30

/** Events in the order in which they arrive: each up to `disorder` later than it happened. */
const anyRun: fc.Arbitrary<Run> = fc
  .record({
    keep: fc.constantFrom('first' as const, 'last' as const),
    bound: fc.constantFrom(disorder, 10, 2, 0),
    all: fc.array(
      fc.record({
        time: fc.integer({ min: -60, max: 120 }),
        key: fc.constantFrom('a', 'a', 'b'),
        name: fc.constantFrom('x', 'x', 'y'),
        delay: fc.integer({ min: 0, max: disorder }),
      }),
      { maxLength: 60, size: 'max' },
    ),
  })
  .map(({ keep, bound, all }) => {
    let watermark = Number.NEGATIVE_INFINITY
    const given = all
      .toSorted((one, other) => one.time + one.delay - other.time - other.delay)
      .map(({ time, key, name }, id) => {
        const met = watermark
        watermark = Math.max(watermark, time - bound - 1)
        return { time, key, name, id, watermark: met }
      })
    return { given, keep, bound }
  })

const runs = { numRuns: Number(process.env['RUNS'] ?? 150) }

function outcome(settings: JsonObject, { given, keep, bound }: Run): Ran {
  const events = given.map(({ time, key, name, id }) => ({ time, key, payload: { name, id } }))
  const ran = ranWith(dedupe, { id: 'payload.name', keep, ...settings }, events, {
    outOfOrder: `${bound}ms`,
    idle: 'never',
  })
  expect(ran.outcome['error']).toBeUndefined()
  expect(ran.ledger['subject']).toMatchObject({ waiting: 0, timers: 0 })
  return ran
}

const idsAt = (ran: Ran, port: string): readonly number[] =>
  leftBy(ran, port).map(({ payload }) => Number((payload as JsonObject)['id'])) // as they were given

const ascending = (numbers: readonly number[]): readonly number[] => [...numbers].sort((a, b) => a - b)

interface Window {
  readonly start: number
  readonly end: number
}

/** Windows from the first time to the last and somewhat beyond, in order of their ends. */
const counted = (from: number, count: number, windowOf: (number: number) => Window): readonly Window[] =>
  Array.from({ length: count }, (_, at) => windowOf(from + at))

const shapes: readonly (readonly [what: string, settings: JsonObject, windows: readonly Window[]])[] = [
  ...[
    [10, 10, 0],
    [50, 50, 7],
    [30, 10, 0],
    [30, 20, 5],
    [100, 5, 0],
    [64, 3, 1],
    [10, 30, 0],
  ].map(([size = 0, every = 0, offset = 0]) => {
    const settings = size === every ? { shape: 'tumbling' } : { shape: 'hopping', every: `${every}ms` }
    const windows = counted(Math.floor(-200 / every), Math.ceil(400 / every), (number) => {
      const start = number * every + offset
      return { start, end: start + size }
    })
    const what = `windows of ${size} ms every ${every} ms, offset ${offset}`
    return [what, { ...settings, size: `${size}ms`, offset: `${offset}ms` }, windows] as const
  }),
  ...[
    [30, 10, 0],
    [60, 60, 5],
    [100, 4, 3],
  ].map(([size = 0, step = 0, offset = 0]) => {
    const steps = size / step
    const windows = counted(Math.floor(-200 / step), Math.ceil(400 / step), (number) => {
      const start = Math.floor(number / steps) * size + offset
      return { start, end: number * step + step + offset }
    })
    const settings = { shape: 'cumulate', size: `${size}ms`, step: `${step}ms`, offset: `${offset}ms` }
    return [`windows that grow by ${step} ms to ${size} ms, offset ${offset}`, settings, windows] as const
  }),
]

const isIn = ({ time }: Given, { start, end }: Window): boolean => time >= start && time < end

/** The plain account of a window and key: of each name the one that no other is before, or behind; in order of time. */
function keptIn(own: readonly Given[], keep: string): readonly Given[] {
  const inOrder = own.toSorted((one, other) => one.time - other.time || one.id - other.id)
  const ends = keep === 'first' ? inOrder.toReversed() : inOrder
  const kept = new Map(ends.map((event) => [event.name, event]))
  return inOrder.filter((event) => kept.get(event.name) === event)
}

describe.each(shapes)('%s', (_what, shape, windows) => {
  test('give one event of each identity, and every event leaves by one port', () => {
    fc.assert(
      fc.property(anyRun, (one) => {
        const { given, keep } = one
        const placed = given.map((event) => {
          const all = windows.filter((window) => isIn(event, window))
          return { event, all, open: all.filter(({ end }) => end - 1 > event.watermark) }
        })
        const ran = outcome({ ...shape, timeAs: 'at' }, one)
        const out = leftBy(ran, 'out')
        for (const wanted of ['a', 'b']) {
          const expected = windows.flatMap((window) => {
            const own = placed.filter(({ event, open }) => event.key === wanted && open.includes(window))
            const kept = keptIn(
              own.map(({ event }) => event),
              keep,
            )
            return kept.map(({ name, id, time: at, key }) => {
              return { time: window.end - 1, key, payload: { name, id, ...window, at } }
            })
          })
          expect(out.filter(({ key }) => key === wanted)).toEqual(expected)
        }
        const times = out.map(({ time }) => Number(time))
        expect(times).toEqual(ascending(times))

        const between = idsOf(placed.filter(({ all }) => all.length === 0))
        const late = idsOf(placed.filter(({ all, open }) => all.length > 0 && open.length === 0))
        expect(idsAt(ran, 'late')).toEqual(late)
        expect(ran.ledger['subject']?.dropped['between windows'] ?? 0).toBe(between.length)
        const gone = new Set([...idsAt(ran, 'out'), ...late, ...between])
        expect(ascending(idsAt(ran, 'rest'))).toEqual(idsOf(placed).filter((id) => !gone.has(id)))
      }),
      runs,
    )
  })
})

const idsOf = (placed: readonly { readonly event: Given }[]): readonly number[] =>
  placed.map(({ event }) => event.id)

test('without windows the newest so far goes on, and what is older does not', () => {
  fc.assert(
    fc.property(anyRun, (one) => {
      const ports: Record<'out' | 'rest' | 'late', number[]> = { out: [], rest: [], late: [] }
      const newest = new Map<string, number>()
      for (const { time, key, name, id, watermark } of one.given) {
        const before = newest.get(key + name) ?? Number.NEGATIVE_INFINITY
        const port = time <= watermark ? 'late' : time < before ? 'rest' : 'out'
        ports[port].push(id)
        if (port === 'out') newest.set(key + name, time)
      }
      const ran = outcome({}, { ...one, keep: 'last' })
      for (const [port, ids] of Object.entries(ports)) expect(idsAt(ran, port), port).toEqual(ids)
    }),
    runs,
  )
})
