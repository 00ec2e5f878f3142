import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { planOf } from '../../../../test/conformance/example-plan.ts'
import { run } from '../../../../test/conformance/example-run.ts'
import { describeWithData } from '../../../../test/shared-data.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import { window } from './window.ts'
import {
  goldenAggregates,
  type GoldenArrival,
  goldenArrivals,
  goldenClock,
  goldenCuts,
  ms,
  texts,
} from '../golden.fixture.ts'

interface Case {
  readonly name: string
  readonly spec: {
    readonly window: {
      readonly shape: string
      readonly size?: number
      readonly offset?: number
      readonly every?: number
      readonly step?: number
      readonly gap?: number
      readonly partial?: boolean
    }
    readonly per: readonly string[]
    readonly aggregates: readonly { readonly as: string; readonly fn: string; readonly of?: string }[]
    readonly lateness?: number
    readonly refire?: string
  }
  readonly arrivals: readonly GoldenArrival[]
  readonly expect: { readonly out: readonly JsonObject[]; readonly late?: readonly JsonObject[] }
  readonly ordered: boolean
}

function shapeOf({
  shape,
  size = 0,
  offset = 0,
  every = size,
  step = 0,
  gap = 0,
  partial,
}: Case['spec']['window']): JsonObject {
  switch (shape) {
    case 'session':
      return { gap: ms(gap) }
    case 'count':
      return { events: size, everyEvents: every, partial: partial === true }
    default: {
      const unit = shape === 'hopping' ? every : size
      return {
        size: ms(size),
        offset: ms(((offset % unit) + unit) % unit),
        ...(shape === 'hopping' ? { every: ms(every) } : {}),
        ...(shape === 'cumulate' ? { step: ms(step) } : {}),
      }
    }
  }
}

function settingsOf({ spec }: Case): JsonObject {
  const { window: cut } = spec
  return {
    shape: cut.shape,
    ...shapeOf(cut),
    ...(cut.shape === 'count'
      ? {}
      : { lateness: ms(spec.lateness ?? 0), corrects: spec.refire === 'discard' ? 'new' : 'whole' }),
    aggregates: Object.fromEntries(
      spec.aggregates.map(({ as, fn, of }) => [as, goldenAggregates[fn]?.(of) ?? `no ${fn}`]),
    ),
  }
}

/** The result as a row: the key's parts under their names. */
function rowOf({ payload, key }: JsonObject, per: readonly string[]): JsonObject {
  const parts = (key ?? []) as readonly Json[] // see arrivalsOf
  return {
    ...Object.fromEntries(per.map((field, at) => [field, parts[at] ?? null])),
    ...(payload as JsonObject),
  }
}

describe.each(['windows-tumbling', 'windows-hopping', 'windows-session', 'windows-count', 'lateness'])(
  'the golden cases of %s',
  (file) => {
    describeWithData('with windows of all shapes', `semantics/${file}.json`, (path) => {
      const cases = JSON.parse(readFileSync(path, 'utf8')) as readonly Case[]
      test('are there', () => expect(cases.length).toBeGreaterThan(1))

      describe.each(cases)('$name', (one) => {
        test.each(goldenCuts)('%s', (_name, cut, restarts) => {
          const { spec, arrivals, ordered } = one
          const ends = arrivals.some(({ end }) => end === true)
          const example = { title: one.name, settings: settingsOf(one), given: {}, expect: {} }
          const { outcome } = run(
            planOf(window, example, goldenClock),
            goldenArrivals(one.arrivals, one.spec.per),
            cut,
            ends,
            () => restarts,
          )
          const {
            out = [],
            update = [],
            late = [],
            error,
          } = outcome as Readonly<Record<string, JsonObject[]>>
          const came = [...out, ...update].sort((a, b) => Number(a['ordinal']) - Number(b['ordinal']))
          const found = texts(came.map((row) => rowOf(row, spec.per)))
          const wanted = texts(one.expect.out)
          expect(ordered ? found : found.sort()).toEqual(ordered ? wanted : wanted.sort())
          if (one.expect.late !== undefined)
            expect(texts(late.map(({ payload }) => payload ?? null))).toEqual(texts(one.expect.late))
          expect(error).toBeUndefined()
        })
      })
    })
  },
)
