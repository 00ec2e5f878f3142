import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { planOf } from '../../../../test/conformance/example-plan.ts'
import { run } from '../../../../test/conformance/example-run.ts'
import { describeWithData } from '../../../../test/shared-data.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import { over } from './over.ts'
import {
  goldenAggregates,
  type GoldenArrival,
  goldenArrivals,
  goldenClock,
  goldenCuts,
  texts,
} from '../golden.fixture.ts'

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
  readonly arrivals: readonly GoldenArrival[]
  readonly expect: { readonly out: readonly JsonObject[]; readonly late?: readonly JsonObject[] }
  readonly ordered: boolean
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
      summed.map(({ as, fn, of }) => [as, goldenAggregates[fn]?.(of) ?? `no ${fn}`]),
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

describeWithData('the golden cases of over', 'semantics/over.json', (path) => {
  const cases = JSON.parse(readFileSync(path, 'utf8')) as readonly Case[]
  test('are there', () => expect(cases.length).toBeGreaterThan(5))

  describe.each(cases)('$name', (one) => {
    test.each(goldenCuts)('%s', (_name, cut, restarts) => {
      const ends = one.arrivals.some(({ end }) => end === true)
      const example = { title: one.name, settings: settingsOf(one), given: {}, expect: {} }
      const { outcome } = run(
        planOf(over, example, goldenClock),
        goldenArrivals(one.arrivals, one.spec.per),
        cut,
        ends,
        () => restarts,
      )
      const { out = [], late = [], error } = outcome as Readonly<Record<string, JsonObject[]>>
      const [found, wanted] = [texts(out.map(({ payload }) => payload ?? null)), texts(one.expect.out)]
      expect(one.ordered ? found : found.sort()).toEqual(one.ordered ? wanted : wanted.sort())
      if (one.expect.late !== undefined)
        expect(texts(late.map(({ payload }) => payload ?? null))).toEqual(texts(one.expect.late))
      expect(error).toBeUndefined()
    })
  })
})
