import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { planOf } from '../../../../test/conformance/example-plan.ts'
import { run } from '../../../../test/conformance/example-run.ts'
import { feederOf, keyProperty } from '../../../../test/conformance/example-script.ts'
import { describeWithData } from '../../../../test/shared-data.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { Arrival } from '../../operator/arrival.ts'
import { canonicalText } from '../canonical-text.ts'
import { join } from './join.ts'
import { goldenClock, goldenCuts, ms } from '../golden.fixture.ts'

interface Case {
  readonly name: string
  readonly spec: {
    readonly kind: string
    readonly type: string
    readonly on: readonly (readonly [string, string])[]
    readonly from?: number
    readonly to?: number
    readonly strict?: boolean
    readonly direction?: string
    readonly window?: { readonly size: number; readonly every?: number; readonly offset?: number }
  }
  readonly arrivals: readonly {
    readonly in?: 'left' | 'right'
    readonly time?: number
    readonly value?: JsonObject
    readonly watermark?: number
    readonly delete?: true
    readonly end?: true
  }[]
  readonly expect: { readonly out: readonly JsonObject[]; readonly late?: readonly JsonObject[] }
}

function settingsOf({ spec }: Case): JsonObject {
  const { kind, type, from = 0, to = 0, window, strict, direction } = spec
  if (kind === 'interval') return { kind, match: type, from: ms(from), to: ms(to) }
  if (kind === 'as-of')
    return {
      kind,
      match: type,
      strict: strict === true,
      direction: direction === 'forward' ? 'after' : 'before',
      removes: 'payload.gone = true',
    }
  const { size = 0, every = size } = window ?? {}
  return { kind, match: type, size: ms(size), every: ms(every) }
}

function arrivalsOf({ arrivals, spec }: Case): Arrival[] {
  return arrivals.flatMap(({ in: side = 'left', time, value, watermark, ...more }): Arrival[] => {
    const node = feederOf(side)
    if (watermark !== undefined) return [{ kind: 'watermark', node, at: 0, watermark }]
    if (time === undefined || value === undefined) return []
    const key = spec.on.map(([left, right]) => value[side === 'left' ? left : right] ?? null)
    const payload = more.delete === true ? { ...value, gone: true } : value
    return [{ kind: 'event', node, at: 0, time, payload, properties: { [keyProperty]: key } }]
  })
}

/** A result as the case has it: of one side alone, of both, with the bounds of its window or its time. */
function rowOf({ payload, time }: JsonObject, { spec }: Case, wanted: JsonObject | undefined): JsonObject {
  const isAlone = spec.type === 'semi' || spec.type === 'anti'
  const pair = isAlone ? { left: payload ?? null } : (payload as JsonObject)
  if (spec.window !== undefined) {
    const { size } = spec.window
    const end = Number(time) + 1
    return { ...pair, start: end - size, end }
  }
  return wanted !== undefined && 'time' in wanted ? { ...pair, time: time ?? null } : pair
}

const texts = (rows: readonly Json[]): string[] => rows.map(canonicalText).sort()

describe.each(['join-interval', 'join-window', 'join-as-of'])('the golden cases of %s', (file) => {
  describeWithData('with joins', `semantics/${file}.json`, (path) => {
    const cases = JSON.parse(readFileSync(path, 'utf8')) as readonly Case[]
    test('are there', () => expect(cases.length).toBeGreaterThan(1))

    describe.each(cases)('$name', (one) => {
      test.each(goldenCuts)('%s', (_name, cut, restarts) => {
        const ends = one.arrivals.some(({ end }) => end === true)
        const example = { title: one.name, settings: settingsOf(one), given: {}, expect: {} }
        const { outcome } = run(
          planOf(join, example, goldenClock),
          arrivalsOf(one),
          cut,
          ends,
          () => restarts,
        )
        const { out = [], late = [], error } = outcome as Readonly<Record<string, JsonObject[]>>
        expect(texts(out.map((row) => rowOf(row, one, one.expect.out[0])))).toEqual(texts(one.expect.out))
        if (one.expect.late !== undefined)
          expect(texts(late.map(({ payload }) => payload ?? null))).toEqual(
            texts(one.expect.late.map(({ value }) => value ?? null)),
          )
        expect(error).toBeUndefined()
      })
    })
  })
})
