import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { planOf } from '../../../../test/conformance/example-plan.ts'
import { atRandom, type Cut, inPieces, run, together } from '../../../../test/conformance/example-run.ts'
import { feederOf, keyProperty } from '../../../../test/conformance/example-script.ts'
import { describeWithData } from '../../../../test/shared-data.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { Arrival } from '../../operator/arrival.ts'
import { canonicalText } from '../canonical-text.ts'
import { window } from './window.ts'

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
  collect: (of) => `[payload.${of}]`,
  distinct: (of) => `$count($distinct(payload.${of}[$ != null]))`,
}

const ms = (time: number): string => `${time}ms`

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
      spec.aggregates.map(({ as, fn, of }) => [as, expressions[fn]?.(of) ?? `no ${fn}`]),
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

/** The result as a row: the key's parts under their names. */
function rowOf({ payload, key }: JsonObject, per: readonly string[]): JsonObject {
  const parts = (key ?? []) as readonly Json[] // see arrivalsOf
  return {
    ...Object.fromEntries(per.map((field, at) => [field, parts[at] ?? null])),
    ...(payload as JsonObject),
  }
}

const cuts: readonly (readonly [name: string, cut: Cut, restarts: boolean])[] = [
  ['all at once', together, false],
  ['cut at random', atRandom(7), false],
  ['one by one, with a restart before each', inPieces(1), true],
]

const texts = (rows: readonly Json[]): string[] => rows.map(canonicalText)

describe.each(['windows-tumbling', 'windows-hopping', 'windows-session', 'windows-count', 'lateness'])(
  'the golden cases of %s',
  (file) => {
    describeWithData('with windows of all shapes', `semantics/${file}.json`, (path) => {
      const cases = JSON.parse(readFileSync(path, 'utf8')) as readonly Case[]
      test('are there', () => expect(cases.length).toBeGreaterThan(1))

      describe.each(cases)('$name', (one) => {
        test.each(cuts)('%s', (_name, cut, restarts) => {
          const { spec, arrivals, ordered } = one
          const clock = { outOfOrder: '100000d', maxAhead: 'never' }
          const ends = arrivals.some(({ end }) => end === true)
          const example = { title: one.name, settings: settingsOf(one), given: {}, expect: {} }
          const { outcome } = run(planOf(window, example, clock), arrivalsOf(one), cut, ends, () => restarts)
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
