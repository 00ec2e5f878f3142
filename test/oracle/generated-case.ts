import * as fc from 'fast-check'
import type { Json } from '../../engine/core/model/json.ts'

/** An event; its place in the list is that of its arrival. */
export interface Given {
  readonly side: 'left' | 'right'
  readonly time: number
  readonly key: Json
  readonly value: number
}

/** What is given to the stream and to the database alike. */
export interface Case<Settings> {
  readonly settings: Settings
  /** How far from order events are at most, ms. */
  readonly disorder: number
  /** Whether time is kept for all keys or for each. */
  readonly watermark: 'source' | 'key'
  /** How many events the stream is fed at once. */
  readonly piece: number
  readonly given: readonly Given[]
}

/** Where something happens at a boundary: at these instants, or so far (ms) from another event. */
export interface Boundaries {
  readonly instants: readonly number[]
  readonly distances: readonly number[]
}

/** Settings, and events that lie at their boundaries far more often than they would by chance. */
export function casesOf<Settings>(
  settings: fc.Arbitrary<Settings>,
  boundariesOf: (settings: Settings) => Boundaries,
  sides: readonly Given['side'][] = ['left'],
): fc.Arbitrary<Case<Settings>> {
  const placed = fc.record({
    side: fc.constantFrom(...sides),
    // A text and a number that look alike are different keys, and nothing is a key of its own.
    key: fc.constantFrom<Json[]>('1', '1', 1, null),
    value: fc.integer({ min: -4, max: 9 }),
    place: fc.constantFrom('instant', 'instant', 'distance', 'distance', 'anywhere'),
    beside: fc.constantFrom(0, 0, -1, 1),
    pick: fc.nat({ max: 1000 }),
    former: fc.nat({ max: 100 }),
    anywhere: fc.integer({ min: -80, max: 120 }),
    delay: fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true })),
  })
  return fc
    .record({
      settings,
      disorder: fc.constantFrom(0, 1, 7, 25),
      watermark: fc.constantFrom('source' as const, 'key' as const),
      piece: fc.constantFrom(1, 3, 1000),
      all: fc.array(placed, { maxLength: 24, size: 'max' }),
    })
    .map(({ all, ...rest }) => {
      const { instants, distances } = boundariesOf(rest.settings)
      const times: number[] = []
      for (const { place, beside, pick, former, anywhere } of all) {
        const distance = distances[pick % distances.length]
        const from = times[former % Math.max(1, times.length)]
        if (place === 'distance' && distance !== undefined && from !== undefined)
          times.push(from + distance + beside)
        else if (place === 'anywhere') times.push(anywhere)
        else times.push((instants[pick % instants.length] ?? 0) + beside)
      }
      const given = all
        .map(({ side, key, value, delay }, at) => {
          const time = times[at] ?? 0
          return { side, key, value, time, arrives: time + Math.round(delay * rest.disorder) }
        })
        .toSorted((one, other) => one.arrives - other.arrives)
        .map(({ arrives: _arrives, ...event }) => event)
      return { ...rest, given }
    })
}
