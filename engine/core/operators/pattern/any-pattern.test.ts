import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../model/json.ts'
import { canonicalText } from '../canonical-text.ts'
import { leftBy, problemsOf, ranWith } from '../settings.fixture.ts'
import { allMatches, type Asked, type Found, type Happening, type Wanted } from './all-matches.fixture.ts'
import { pattern } from './pattern.ts'

const disorder = 4
const kinds = ['a', 'b', 'c'] as const
const contiguity = fc.constantFrom('next' as const, 'followed-by' as const, 'followed-by-any' as const)
const wanted = (names: readonly string[]): fc.Arbitrary<Wanted | undefined> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...kinds).map((kind) => ({ kinds: [kind] })) },
    { weight: 2, arbitrary: fc.constant({ kinds: ['a', 'b'] }) },
    { weight: 1, arbitrary: fc.constant(undefined) },
    ...(names.length === 0
      ? []
      : [{ weight: 2, arbitrary: fc.constantFrom(...names).map((atLeast) => ({ atLeast })) }]),
  )

const happens = (name: string, names: readonly string[]): fc.Arbitrary<Asked> =>
  fc
    .record({
      where: wanted([...names, name]),
      until: fc.option(wanted([]), { freq: 6, nil: undefined }),
      contiguity,
      times: fc.option(
        fc.record({
          min: fc.integer({ min: 0, max: 2 }),
          more: fc.constantFrom(0, 1, undefined),
          contiguity,
        }),
        { nil: undefined },
      ),
      optional: fc.boolean(),
      greedy: fc.boolean(),
    })
    .map(({ where, until, contiguity, times, optional, greedy }) => {
      const max = times?.more === undefined ? undefined : Math.max(1, times.min + times.more)
      const isGreedy = greedy && times !== undefined && times.contiguity !== 'followed-by-any'
      return {
        name,
        contiguity,
        ...(where === undefined ? {} : { where }),
        ...(until === undefined || times === undefined ? {} : { until }),
        ...(times === undefined
          ? {}
          : {
              times: { min: times.min, ...(max === undefined ? {} : { max }), contiguity: times.contiguity },
            }),
        ...(optional ? { optional } : {}),
        ...(isGreedy ? { greedy: true as const } : {}),
      }
    })

const absent = (name: string, names: readonly string[]): fc.Arbitrary<Asked> =>
  fc
    .record({
      where: wanted(names),
      how: fc.constantFrom('next' as const, 'followed-by' as const, 'for' as const),
      span: fc.integer({ min: 1, max: 5 }),
    })
    .map(({ where, how, span }) => ({
      name,
      not: true,
      contiguity: how === 'next' ? 'next' : 'followed-by',
      ...(where === undefined ? {} : { where }),
      ...(how === 'for' ? { for: span } : {}),
    }))

const names = ['p', 'q', 'r', 's']

/** One to four steps, the first of which happens. */
const asked: fc.Arbitrary<readonly Asked[]> = fc.integer({ min: 1, max: 4 }).chain((count) =>
  fc.tuple(
    ...names.slice(0, count).map((name, at) => {
      const before = names.slice(0, at)
      return at === 0
        ? happens(name, before)
        : fc.oneof(
            { weight: 3, arbitrary: happens(name, before) },
            { weight: 2, arbitrary: absent(name, before) },
          )
    }),
  ),
)

const happenings: fc.Arbitrary<readonly (Happening & { readonly delay: number })[]> = fc.array(
  fc.record({
    time: fc.integer({ min: -3, max: 12 }),
    kind: fc.constantFrom(...kinds),
    value: fc.integer({ min: 0, max: 3 }),
    delay: fc.integer({ min: 0, max: disorder }),
  }),
  { maxLength: 9, size: 'max' },
)

function conditionOf({ kinds, atLeast }: Wanted): string {
  if (kinds !== undefined) return `payload.kind in ${JSON.stringify(kinds)}`
  return `payload.value >= $${String(atLeast)}[0].payload.value`
}

/** Settings only know conditions on steps that happen. */
function settingsOf(steps: readonly Asked[]): readonly JsonObject[] {
  return steps.map(({ where, until, for: span, ...others }) => ({
    ...others,
    ...(where === undefined ? {} : { where: conditionOf(where) }),
    ...(until === undefined ? {} : { until: conditionOf(until) }),
    ...(span === undefined ? {} : { for: `${span}ms` }),
  }))
}

/** Steps that ask for events of one that must not happen ask for those of the first instead. */
function meant(steps: readonly Asked[]): readonly Asked[] {
  const bindable = new Set(steps.filter(({ not }) => not !== true).map(({ name }) => name))
  return steps.map((step) => {
    const { where } = step
    if (where?.atLeast === undefined || bindable.has(where.atLeast)) return step
    return { ...step, where: { atLeast: 'p' } }
  })
}

const givesOf = (steps: readonly Asked[]): string =>
  `[${steps
    .filter(({ not }) => not !== true)
    .map(({ name }) => `$${name}.{"step": "${name}", "event": payload.id}`)
    .join(', ')}]`

const shown = (matches: readonly unknown[]): string[] =>
  matches.map((one) => canonicalText(one as never)).sort()

function engineFinds(
  steps: readonly Asked[],
  more: JsonObject,
  given: readonly Happening[],
  arrived: readonly number[],
) {
  const settings = { steps: settingsOf(steps), gives: givesOf(steps), maxPartial: 100_000, ...more }
  const events = arrived.map((id) => {
    const { time, kind, value } = given[id] as Happening
    return { time, at: 0, payload: { kind, value, id } }
  })
  const ran = ranWith(pattern, settings, events, { outOfOrder: `${disorder}ms`, idle: 'never' })
  expect(leftBy(ran, 'error')).toEqual([])
  expect(leftBy(ran, 'late')).toEqual([])
  return leftBy(ran, 'out').map(({ payload }) => payload)
}

const runs = { numRuns: Number(process.env['RUNS'] ?? 1_200) }
const limits = fc.option(fc.integer({ min: 2, max: 9 }), { nil: undefined })

describe('any pattern over any events', () => {
  test('finds what trying everything finds', () => {
    fc.assert(
      fc.property(asked, limits, happenings, (drawn, within, drawnEvents) => {
        const steps = meant(drawn)
        const more = { skip: 'none', ...(within === undefined ? {} : { within: `${within}ms` }) }
        fc.pre(problemsOf(pattern, { steps: settingsOf(steps), ...more }).length === 0)
        const { given, arrived } = inBothOrders(drawnEvents)
        const expected = allMatches(steps, within ?? Number.POSITIVE_INFINITY, given)
        expect(shown(engineFinds(steps, more, given, arrived))).toEqual(shown(expected))
      }),
      runs,
    )
  })

  test('keeps the matches that a rule for skipping keeps, in their order', () => {
    const rules = fc.constantFrom('past-last', 'to-next', 'to-first', 'to-last')
    fc.assert(
      fc.property(asked, rules, fc.nat(3), limits, happenings, (drawn, skip, to, within, drawnEvents) => {
        const steps = meant(drawn)
        const needed = steps.findLastIndex((step) => step.not === true || isNeeded(step))
        // What completes a match is its last event then.
        fc.pre(
          steps[needed]?.not !== true &&
            !steps.slice(Math.max(0, needed)).some(({ greedy }) => greedy === true),
        )
        const named = steps.filter(({ not }) => not !== true)
        const target = named[to % named.length]?.name ?? 'p'
        const more = {
          skip,
          ...(skip.startsWith('to-') && skip !== 'to-next' ? { skipTo: target } : {}),
          ...(within === undefined ? {} : { within: `${within}ms` }),
        }
        const { given, arrived } = inBothOrders(drawnEvents)
        const all = allMatches(steps, within ?? Number.POSITIVE_INFINITY, given)
        expect(engineFinds(steps, more, given, arrived)).toEqual(kept(all, steps, skip, target))
      }),
      runs,
    )
  })
})

const isNeeded = ({ optional, times }: Asked): boolean => optional !== true && times?.min !== 0

/** The definition of skipping, over all matches at once. */
function kept(
  all: readonly Found[],
  steps: readonly Asked[],
  skip: string,
  target: string,
): readonly Found[] {
  const first = (match: Found): number => match[0]?.event ?? 0
  const last = (match: Found): number => match.at(-1)?.event ?? 0
  const places = (match: Found): readonly number[] => [
    first(match),
    last(match),
    ...match.map(({ event }) => event),
  ]
  const counts = (match: Found): readonly number[] =>
    steps.map(({ name }) => -match.filter(({ step }) => step === name).length)
  let left = all.toSorted(
    (one, other) => inOrder(places(one), places(other)) || inOrder(counts(one), counts(other)),
  )
  const found: Found[] = []
  for (let match = left[0]; match !== undefined; match = left[0]) {
    found.push(match)
    const own = match.filter(({ step }) => step === target).map(({ event }) => event)
    const bound = (skip === 'to-first' ? own[0] : own.at(-1)) ?? first(match)
    const begin = first(match)
    const end = last(match)
    left = left.slice(1).filter((other) => {
      if (skip === 'to-next') return first(other) !== begin
      if (skip === 'past-last') return first(other) > end
      return bound === begin || first(other) >= bound
    })
  }
  return found
}

function inOrder(one: readonly number[], other: readonly number[]): number {
  for (const [at, value] of one.entries()) {
    const difference = value - (other[at] ?? Number.NEGATIVE_INFINITY)
    if (difference !== 0) return difference
  }
  return one.length - other.length
}

/** Events in order of time, of one time as they arrive, and the order in which they arrive. */
function inBothOrders(drawn: readonly (Happening & { readonly delay: number })[]) {
  const arriving = drawn.toSorted((one, other) => one.time + one.delay - other.time - other.delay)
  const given = arriving.toSorted((one, other) => one.time - other.time)
  return { given, arrived: arriving.map((event) => given.indexOf(event)) }
}
