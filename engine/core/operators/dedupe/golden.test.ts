import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { planOf } from '../../../../test/conformance/example-plan.ts'
import { run } from '../../../../test/conformance/example-run.ts'
import { describeWithData } from '../../../../test/shared-data.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import { canonicalText } from '../canonical-text.ts'
import { type GoldenArrival, goldenArrivals, goldenClock, goldenCuts, ms, texts } from '../golden.fixture.ts'
import { dedupe } from './dedupe.ts'

interface Case {
  readonly name: string
  readonly folded?: boolean
  readonly spec: {
    readonly per: readonly string[]
    readonly keep: string
    readonly window?: {
      readonly shape: string
      readonly size: number
      readonly every?: number
      readonly step?: number
      readonly offset?: number
    }
  }
  readonly arrivals: readonly GoldenArrival[]
  readonly expect: { readonly out: readonly JsonObject[]; readonly late?: readonly JsonObject[] }
  readonly ordered: boolean
}

/** What tells events apart: the key, or an identity of events without one. */
const ways = ['key', 'identity'] as const
type Way = (typeof ways)[number]

function settingsOf({ spec: { per, keep, window } }: Case, way: Way): JsonObject {
  const id = way === 'key' ? 'key' : `[${per.map((field) => `payload.${field}`).join(', ')}]`
  if (window === undefined) return { id, keep, ...(keep === 'first' ? { for: '36500d' } : {}) }
  const { shape, size, every, step, offset = 0 } = window
  return {
    id,
    keep,
    shape,
    size: ms(size),
    offset: ms(offset),
    ...(every === undefined ? {} : { every: ms(every) }),
    ...(step === undefined ? {} : { step: ms(step) }),
  }
}

const payloads = (events: readonly JsonObject[]): readonly Json[] =>
  events.map(({ payload }) => payload ?? null)

/** Where a result changes, the last of it, for what the case tells apart. */
function folded(rows: readonly Json[], { folded = false, spec: { per } }: Case): readonly Json[] {
  if (!folded) return rows
  const nameOf = (row: Json): string => canonicalText(per.map((field) => (row as JsonObject)[field] ?? null)) // rows are objects
  return [...new Map(rows.map((row) => [nameOf(row), row])).values()]
}

describeWithData('the golden cases of dedupe', 'semantics/dedupe.json', (path) => {
  const cases = JSON.parse(readFileSync(path, 'utf8')) as readonly Case[]
  test('are there', () => expect(cases.length).toBeGreaterThan(10))

  describe.each(cases)('$name', (one) => {
    describe.each(ways)('by %s', (way) => {
      test.each(goldenCuts)('%s', (_name, cut, restarts) => {
        const example = { title: one.name, settings: settingsOf(one, way), given: {}, expect: {} }
        const { outcome } = run(
          planOf(dedupe, example, goldenClock),
          goldenArrivals(one.arrivals, way === 'key' ? one.spec.per : []),
          cut,
          one.arrivals.some(({ end }) => end === true),
          () => restarts,
        )
        const { out = [], late = [], error } = outcome as Readonly<Record<string, JsonObject[]>>
        const found = texts(folded(payloads(out), one))
        const wanted = texts(one.expect.out)
        expect(one.ordered ? found : found.sort()).toEqual(one.ordered ? wanted : wanted.sort())
        if (one.expect.late !== undefined) expect(texts(payloads(late))).toEqual(texts(one.expect.late))
        expect(error).toBeUndefined()
      })
    })
  })
})
