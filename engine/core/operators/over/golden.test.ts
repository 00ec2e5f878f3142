import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { planOf } from '../../../../test/conformance/example-plan.ts'
import { atRandom, type Cut, inPieces, run, together } from '../../../../test/conformance/example-run.ts'
import { feederOf, keyProperty } from '../../../../test/conformance/example-script.ts'
import { describeWithData } from '../../../../test/shared-data.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { Arrival } from '../../operator/arrival.ts'
import { canonicalText } from '../canonical-text.ts'
import { over } from './over.ts'

interface Wanted {
  readonly as: string
  readonly fn: string
  readonly of?: string
  readonly offset?: number
}

type Ends = readonly [from: number | null, to: number | null]

interface Case {
  readonly name: string
  readonly spec: {
    readonly per: readonly string[]
    readonly frame?: { readonly rows?: Ends; readonly range?: Ends }
    readonly aggregates: readonly Wanted[]
  }
  readonly arrivals: readonly {
    readonly time?: number
    readonly value?: JsonObject
    readonly watermark?: number
    readonly end?: true
  }[]
  readonly expect: { readonly out: readonly JsonObject[]; readonly late?: readonly JsonObject[] }
  readonly ordered: boolean
}

/** What an aggregate of a case is called here; nulls are not counted. */
const expressions: Readonly<Record<string, (of: string | undefined) => string>> = {
  count: (of) => (of === undefined ? '$count($)' : `$count(payload.${of}[$ != null])`),
  sum: (of) => `$sum(payload.${of})`,
  avg: (of) => `$average(payload.${of})`,
  min: (of) => `$min(payload.${of})`,
  max: (of) => `$max(payload.${of})`,
  first: (of) => `$first(payload.${of})`,
  last: (of) => `$last(payload.${of})`,
}

const places: Readonly<Record<string, string>> = {
  rowNumber: 'numberAs',
  rank: 'rankAs',
  denseRank: 'denseRankAs',
}

/** Those of one kind as a setting, which is left out where there are none. */
function table(name: string, entries: readonly (readonly [string, Json])[]): JsonObject {
  return entries.length === 0 ? {} : { [name]: Object.fromEntries(entries) }
}

function frameOf({ rows, range }: NonNullable<Case['spec']['frame']>): JsonObject {
  const [from, to] = rows ?? range ?? [null, 0]
  if (to === null) throw new Error('a frame without an end is not there')
  if (rows !== undefined) return { frame: 'rows', after: to, ...(from === null ? {} : { before: -from }) }
  return { frame: 'range', afterSpan: `${to}ms`, ...(from === null ? {} : { beforeSpan: `${-from}ms` }) }
}

function settingsOf({ spec: { frame, aggregates } }: Case): JsonObject {
  const summed = aggregates.filter(({ fn }) => fn !== 'lag' && places[fn] === undefined)
  const lags = aggregates.filter(({ fn }) => fn === 'lag')
  return {
    ...(frame === undefined ? {} : frameOf(frame)),
    ...table(
      'aggregates',
      summed.map(({ as, fn, of }) => [as, expressions[fn]?.(of) ?? `no ${fn}`]),
    ),
    ...table(
      'lags',
      lags.map(({ as, of, offset = 1 }) => [as, { value: `payload.${of}`, rows: offset }]),
    ),
    ...Object.fromEntries(
      aggregates.flatMap(({ as, fn }) => (places[fn] === undefined ? [] : [[places[fn], as]])),
    ),
  }
}

function arrivalsOf({ arrivals, spec }: Case): Arrival[] {
  const node = feederOf('in')
  return arrivals.flatMap(({ time, value, watermark }): Arrival[] => {
    if (watermark !== undefined) return [{ kind: 'watermark', node, at: 0, watermark }]
    if (time === undefined || value === undefined) return []
    const key = spec.per.length === 0 ? null : spec.per.map((field) => value[field] ?? null)
    return [{ kind: 'event', node, at: 0, time, payload: value, properties: { [keyProperty]: key } }]
  })
}

const cuts: readonly (readonly [name: string, cut: Cut, restarts: boolean])[] = [
  ['all at once', together, false],
  ['cut at random', atRandom(7), false],
  ['one by one, with a restart before each', inPieces(1), true],
]

const texts = (rows: readonly Json[]): string[] => rows.map(canonicalText)

describeWithData('the golden cases of over', 'semantics/over.json', (path) => {
  const cases = JSON.parse(readFileSync(path, 'utf8')) as readonly Case[]
  test('are there', () => expect(cases.length).toBeGreaterThan(5))

  describe.each(cases)('$name', (one) => {
    test.each(cuts)('%s', (_name, cut, restarts) => {
      const clock = { outOfOrder: '100000d', maxAhead: 'never' }
      const ends = one.arrivals.some(({ end }) => end === true)
      const example = { title: one.name, settings: settingsOf(one), given: {}, expect: {} }
      const { outcome } = run(planOf(over, example, clock), arrivalsOf(one), cut, ends, () => restarts)
      const { out = [], late = [], error } = outcome as Readonly<Record<string, JsonObject[]>>
      const [found, wanted] = [texts(out.map(({ payload }) => payload ?? null)), texts(one.expect.out)]
      expect(one.ordered ? found : found.sort()).toEqual(one.ordered ? wanted : wanted.sort())
      if (one.expect.late !== undefined)
        expect(texts(late.map(({ payload }) => payload ?? null))).toEqual(texts(one.expect.late))
      expect(error).toBeUndefined()
    })
  })
})
