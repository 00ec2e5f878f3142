import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { planOf } from '../../../../test/conformance/example-plan.ts'
import { atRandom, type Cut, inPieces, run, together } from '../../../../test/conformance/example-run.ts'
import { feederOf, keyProperty } from '../../../../test/conformance/example-script.ts'
import { describeWithData } from '../../../../test/shared-data.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { Arrival } from '../../operator/arrival.ts'
import { canonicalText } from '../canonical-text.ts'
import { top } from './top.ts'

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
  readonly arrivals: readonly {
    readonly time?: number
    readonly value?: JsonObject
    readonly watermark?: number
    readonly end?: true
  }[]
  readonly expect: { readonly out: readonly JsonObject[]; readonly late?: readonly JsonObject[] }
  readonly ordered: boolean
}

const ms = (time: number): string => `${time}ms`

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

function arrivalsOf({ arrivals, spec }: Case): Arrival[] {
  const node = feederOf('in')
  return arrivals.flatMap(({ time, value, watermark }): Arrival[] => {
    if (watermark !== undefined) return [{ kind: 'watermark', node, at: 0, watermark }]
    if (time === undefined || value === undefined) return []
    const key = spec.per.length === 0 ? null : spec.per.map((field) => value[field] ?? null)
    return [{ kind: 'event', node, at: 0, time, payload: value, properties: { [keyProperty]: key } }]
  })
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

const cuts: readonly (readonly [name: string, cut: Cut, restarts: boolean])[] = [
  ['all at once', together, false],
  ['cut at random', atRandom(7), false],
  ['one by one, with a restart before each', inPieces(1), true],
]

const texts = (rows: readonly Json[]): string[] => rows.map(canonicalText)

describe('the golden cases of top-n', () => {
  describeWithData('with the best of windows and of all', 'semantics/top-n.json', (path) => {
    const cases = JSON.parse(readFileSync(path, 'utf8')) as readonly Case[]
    test('are there', () => expect(cases.length).toBeGreaterThan(1))

    describe.each(cases)('$name', (one) => {
      describe.each(['list', 'events'] as const)('as %s', (as) => {
        test.each(cuts)('%s', (_name, cut, restarts) => {
          const clock = { outOfOrder: '100000d', maxAhead: 'never' }
          const ends = one.arrivals.some(({ end }) => end === true)
          const example = { title: one.name, settings: settingsOf(one, as), given: {}, expect: {} }
          const { outcome } = run(planOf(top, example, clock), arrivalsOf(one), cut, ends, () => restarts)
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
