import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { planOf } from '../../../../test/conformance/example-plan.ts'
import { run } from '../../../../test/conformance/example-run.ts'
import { describeWithData } from '../../../../test/shared-data.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import { canonicalText } from '../canonical-text.ts'
import { top } from './top.ts'
import { type GoldenArrival, goldenArrivals, goldenClock, goldenCuts, ms, texts } from '../golden.fixture.ts'

interface Case {
  readonly name: string
  readonly spec: {
    readonly per: readonly string[]
    readonly by?: string
    readonly order: string
    readonly n: number
    readonly from?: number
    readonly ties?: string
    readonly rank?: string
    readonly window?: {
      readonly shape: string
      readonly size: number
      readonly every?: number
      readonly offset?: number
    }
  }
  readonly arrivals: readonly GoldenArrival[]
  readonly expect: { readonly out: readonly JsonObject[]; readonly late?: readonly JsonObject[] }
  readonly ordered: boolean
}

function settingsOf({ spec }: Case, as: 'list' | 'events'): JsonObject {
  const { by, order, n, from = 1, ties = 'cut', rank, window } = spec
  return {
    ...(by === undefined ? {} : { by: `payload.${by}` }),
    ...(rank === undefined ? {} : { rank }),
    order,
    n,
    from,
    ties,
    ...(window === undefined
      ? { shape: 'running' }
      : {
          as,
          shape: window.shape,
          size: ms(window.size),
          offset: ms(window.offset ?? 0),
          ...(window.every === undefined ? {} : { every: ms(window.every) }),
        }),
  }
}

/** Each of the best as a row, with the bounds of its window; without windows, those of the last list of each key. */
function rowsOf(
  out: readonly JsonObject[],
  { spec: { window } }: Case,
  as: 'list' | 'events',
): readonly Json[] {
  if (window !== undefined && as === 'events')
    return out.map(({ payload, time }) => {
      const end = Number(time) + 1
      return { ...(payload as JsonObject), start: end - window.size, end } // rows are objects
    })
  const lists =
    window === undefined ? new Map(out.map((one) => [canonicalText(one['key'] ?? null), one])) : out
  return [...lists.values()].flatMap(({ payload }) => {
    const { top: rows, ...bounds } = payload as JsonObject // it is made by the operator
    return (rows as readonly JsonObject[]).map((row) => ({ ...row, ...bounds }))
  })
}

describe('the golden cases of top-n', () => {
  describeWithData('with the best of windows and of all', 'semantics/top-n.json', (path) => {
    const cases = JSON.parse(readFileSync(path, 'utf8')) as readonly Case[]
    test('are there', () => expect(cases.length).toBeGreaterThan(1))

    describe.each(cases)('$name', (one) => {
      describe.each(['list', 'events'] as const)('as %s', (as) => {
        test.each(goldenCuts)('%s', (_name, cut, restarts) => {
          const ends = one.arrivals.some(({ end }) => end === true)
          const example = { title: one.name, settings: settingsOf(one, as), given: {}, expect: {} }
          const { outcome } = run(
            planOf(top, example, goldenClock),
            goldenArrivals(one.arrivals, one.spec.per),
            cut,
            ends,
            () => restarts,
          )
          const { out = [], late = [], error } = outcome as Readonly<Record<string, JsonObject[]>>
          const found = texts(rowsOf(out, one, as))
          const wanted = texts(one.expect.out)
          expect(one.ordered ? found : found.sort()).toEqual(one.ordered ? wanted : wanted.sort())
          if (one.expect.late !== undefined)
            expect(texts(late.map(({ payload }) => payload ?? null))).toEqual(texts(one.expect.late))
          expect(error).toBeUndefined()
        })
      })
    })
  })
})
