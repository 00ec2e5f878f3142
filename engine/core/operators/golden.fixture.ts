import { atRandom, type Cut, inPieces, together } from '../../../test/conformance/example-run.ts'
import { feederOf, keyProperty } from '../../../test/conformance/example-script.ts'
import type { Json, JsonObject } from '../model/json.ts'
import type { Arrival } from '../operator/arrival.ts'
import { canonicalText } from './canonical-text.ts'

/** What arrives in a golden case at an operator with one input. */
export interface GoldenArrival {
  readonly time?: number
  readonly value?: JsonObject
  readonly watermark?: number
  readonly end?: true
}

/** Each case is run in these ways. */
export const goldenCuts: readonly (readonly [name: string, cut: Cut, restarts: boolean])[] = [
  ['all at once', together, false],
  ['cut at random', atRandom(7), false],
  ['one by one, with a restart before each', inPieces(1), true],
]

/** Watermarks of a case are those that it says. */
export const goldenClock = { outOfOrder: '100000d', maxAhead: 'never' }

export const ms = (time: number): string => `${time}ms`

export const texts = (rows: readonly Json[]): string[] => rows.map(canonicalText)

/** Keyed by some fields of each row, or, where there are none, not at all. */
export function goldenArrivals(arrivals: readonly GoldenArrival[], per: readonly string[]): Arrival[] {
  const node = feederOf('in')
  return arrivals.flatMap(({ time, value, watermark }): Arrival[] => {
    if (watermark !== undefined) return [{ kind: 'watermark', node, at: 0, watermark }]
    if (time === undefined || value === undefined) return []
    const key = per.length === 0 ? null : per.map((field) => value[field] ?? null)
    return [{ kind: 'event', node, at: 0, time, payload: value, properties: { [keyProperty]: key } }]
  })
}

/** What an aggregate of a case is called here; nulls are not counted. */
export const goldenAggregates: Readonly<Record<string, (of: string | undefined) => string>> = {
  count: (of) => (of === undefined ? '$count($)' : `$count(payload.${of}[$ != null])`),
  sum: (of) => `$sum(payload.${of})`,
  avg: (of) => `$average(payload.${of})`,
  min: (of) => `$min(payload.${of})`,
  max: (of) => `$max(payload.${of})`,
  first: (of) => `$first(payload.${of})`,
  last: (of) => `$last(payload.${of})`,
  collect: (of) => `[payload.${of}]`,
  distinct: (of) => `$count($distinct(payload.${of}[$ != null]))`,
}
