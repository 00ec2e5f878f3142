import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { copyJson, type Json } from '../../../model/json.ts'
import type { Aggregate } from '../aggregate.ts'
import { aggregates } from '../aggregates.ts'

/** A value at a time, in order of time; the ordinal says when it came. */
interface Given {
  readonly value: Json
  readonly time: number
  readonly ordinal: number
}

const constants = [0.3]

function held(aggregate: Aggregate, given: readonly Given[]): Json {
  const accumulator = aggregate.start(constants)
  // As they arrived, which is not in order of time.
  for (const { value, time, ordinal } of given.toSorted((a, b) => a.ordinal - b.ordinal)) {
    aggregate.demand?.(accumulator, value, time)
    aggregate.add(accumulator, aggregate.take(value), time, ordinal)
    aggregate.tidy?.(accumulator)
  }
  return accumulator
}

/** The parts between the cuts, merged two by two in the order that `pick` says. */
function merged(
  aggregate: Aggregate,
  given: readonly Given[],
  cuts: readonly number[],
  pick: number,
): Json | undefined {
  const places = [0, ...cuts.map((cut) => cut % (given.length + 1)).toSorted((a, b) => a - b), given.length]
  const parts = places.slice(1).map((end, at) => held(aggregate, given.slice(places[at], end)))
  for (let turn = pick; parts.length > 1; turn += 7) {
    const at = turn % (parts.length - 1)
    const [into, later] = parts.slice(at, at + 2)
    if (into === undefined || later === undefined) throw new Error('no two parts')
    const before = copyJson(later)
    aggregate.merge(into, later)
    expect(later).toEqual(before)
    parts.splice(at + 1, 1)
  }
  return aggregate.result(JSON.parse(JSON.stringify(parts[0] ?? aggregate.start(constants))) as Json)
}

const number = fc.oneof(
  fc.integer({ min: -5, max: 5 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0), // JSON has no -0
  fc.constantFrom(1e308, -1e308, 0.1, 1e16, -1e16, 1e-300),
)

function arbitrary(most: number): fc.Arbitrary<Given[]> {
  return fc
    .array(fc.record({ value: number, gap: fc.integer({ min: 1, max: 5 }), ordinal: fc.nat(1000) }), {
      maxLength: most,
      size: 'max',
    })
    .map((all) => {
      let time = 0
      return all.map(({ value, gap, ordinal }) => ({ value, time: (time += gap), ordinal }))
    })
}

const runs = { numRuns: Number(process.env['RUNS'] ?? 300) }

describe.each([...aggregates.values()].map((aggregate) => [aggregate.name, aggregate] as const))(
  '$%s of parts',
  (_name, aggregate) => {
    const cuts = fc.array(fc.nat(1000), { maxLength: 6 })

    test('is that of the whole, however it is cut and merged', () => {
      fc.assert(
        fc.property(arbitrary(40), cuts, fc.nat(6), (given, where, pick) => {
          const whole = aggregate.result(held(aggregate, given))
          expect(merged(aggregate, given, where, pick)).toEqual(whole)
        }),
        runs,
      )
    })

    // Beyond the bounds up to which values are held as they are.
    test('is that of the whole of many', () => {
      const many = Array.from({ length: 9000 }, (_, at) => ({
        value: ((at * 7919) % 5003) / 8 - 100,
        time: at * 10,
        ordinal: at,
      }))
      const whole = aggregate.result(held(aggregate, many))
      for (const where of [[4500], [1, 8999], [600, 1200, 4500, 8000]])
        expect(merged(aggregate, many, where, 1)).toEqual(whole)
    })

    test('shares nothing with what was merged', () => {
      const part = (from: number): Given[] =>
        [1, 2, 3].map((at) => ({ value: from + at, time: from + at, ordinal: from + at }))
      const [into, later] = [held(aggregate, part(0)), held(aggregate, part(10))]
      aggregate.merge(into, later)
      const result = aggregate.result(copyJson(into))
      aggregate.add(later, aggregate.take(99), 99, 99)
      expect(aggregate.result(into)).toEqual(result)
    })
  },
)
