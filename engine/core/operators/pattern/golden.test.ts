import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { planOf } from '../../../../test/conformance/example-plan.ts'
import { run } from '../../../../test/conformance/example-run.ts'
import { describeWithData } from '../../../../test/shared-data.ts'
import type { JsonObject } from '../../model/json.ts'
import { type GoldenArrival, goldenArrivals, goldenClock, goldenCuts, texts } from '../golden.fixture.ts'
import { goldenPattern, type GoldenPatternSpec } from './golden.fixture.ts'
import { pattern } from './pattern.ts'

interface Case {
  readonly name: string
  readonly spec: GoldenPatternSpec & { readonly per: readonly string[] }
  readonly arrivals: readonly GoldenArrival[]
  readonly expect: {
    readonly out: readonly JsonObject[]
    readonly late?: readonly JsonObject[]
    readonly timeout?: readonly JsonObject[]
  }
  readonly ordered: boolean
}

const files = ['sequence', 'quantifiers', 'skip', 'absence']

describe.each(files)('%s', (file) => {
  describeWithData('the golden cases of patterns', `semantics/pattern-${file}.json`, (path) => {
    const cases = JSON.parse(readFileSync(path, 'utf8')) as readonly Case[]
    test('are there', () => expect(cases.length).toBeGreaterThan(5))

    describe.each(cases)('$name', (one) => {
      test.each(goldenCuts)('%s', (_name, cut, restarts) => {
        const ends = one.arrivals.some(({ end }) => end === true)
        const example = { title: one.name, settings: goldenPattern(one.spec), given: {}, expect: {} }
        const { outcome } = run(
          planOf(pattern, example, goldenClock),
          goldenArrivals(one.arrivals, one.spec.per),
          cut,
          ends,
          () => restarts,
        )
        const { out = [], late = [], timeout = [], error } = outcome as Readonly<Record<string, JsonObject[]>>
        const payloads = (events: readonly JsonObject[]) =>
          texts(events.map(({ payload }) => payload ?? null))
        const [found, wanted] = [payloads(out), texts(one.expect.out)]
        expect(error).toBeUndefined()
        expect(one.ordered ? found : found.sort()).toEqual(one.ordered ? wanted : wanted.sort())
        if (one.expect.late !== undefined) expect(payloads(late)).toEqual(texts(one.expect.late))
        if (one.expect.timeout !== undefined)
          expect(payloads(timeout).sort()).toEqual(texts(one.expect.timeout).sort())
      })
    })
  })
})
