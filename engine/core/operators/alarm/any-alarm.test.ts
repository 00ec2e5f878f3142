import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { planOf } from '../../../../test/conformance/example-plan.ts'
import { run, together } from '../../../../test/conformance/example-run.ts'
import { feederOf } from '../../../../test/conformance/example-script.ts'
import type { Arrival } from '../../operator/arrival.ts'
import { leftBy } from '../settings.fixture.ts'
import { alarm } from './alarm.ts'

const disorder = 5

interface Manner {
  readonly hysteresis: boolean
  readonly raiseAfter: number
  readonly clearAfter: number
  readonly count: number
  readonly outOf: number
  readonly needsAcknowledging: boolean
  readonly latches: boolean
  readonly escalateAfter: number | undefined
  readonly repeatEvery: number | undefined
}

const manners: fc.Arbitrary<Manner> = fc
  .record({
    hysteresis: fc.boolean(),
    raiseAfter: fc.constantFrom(0, 0, 3, 8),
    clearAfter: fc.constantFrom(0, 0, 4),
    count: fc.constantFrom(1, 1, 2),
    more: fc.constantFrom(0, 1),
    needsAcknowledging: fc.boolean(),
    latches: fc.boolean(),
    escalateAfter: fc.constantFrom(undefined, 6),
    repeatEvery: fc.constantFrom(undefined, 5),
  })
  .map(({ more, ...manner }) => ({ ...manner, outOf: manner.count + more }))

/** A reading, or what somebody does about the alarm. */
interface Step {
  readonly time: number
  readonly delay: number
  readonly what: number | 'acknowledge' | 'reset'
}

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    time: fc.integer({ min: 0, max: 60 }),
    delay: fc.integer({ min: 0, max: disorder }),
    what: fc.oneof(
      { weight: 5, arbitrary: fc.integer({ min: 0, max: 9 }) },
      { weight: 1, arbitrary: fc.constantFrom('acknowledge' as const, 'reset' as const) },
    ),
  }),
  { maxLength: 25, size: 'max' },
)

const high = 6
const low = 3
const repeats = 3

/** Goes through time millisecond by millisecond, and looks each time at everything. */
function expected(manner: Manner, inOrder: readonly Step[]): string[] {
  const told: string[] = []
  let phase = 'normal'
  let isActive = false
  let level = 0
  let pending: { readonly what: 'raised' | 'cleared'; readonly since: number } | undefined
  let recent: boolean[] = []
  let raisedAt = 0
  let repeated = 0
  let escalated = false
  const tell = (what: string, time: number): void => void told.push(`${time} ${what} ${phase} ${level}`)
  const raise = (time: number): void => {
    phase = 'unacknowledged'
    isActive = true
    level = repeated = 0
    escalated = false
    raisedAt = time
    pending = undefined
    tell('raised', time)
  }
  const clear = (time: number): void => {
    isActive = false
    pending = undefined
    if (!manner.latches)
      phase = phase === 'unacknowledged' && manner.needsAcknowledging ? 'returned' : 'normal'
    tell('cleared', time)
  }
  const read = (value: number, time: number): void => {
    recent = [...recent, value >= high].slice(-manner.outOf)
    const isWrong = recent.filter(Boolean).length >= manner.count
    const isOver = manner.hysteresis ? value < low : !isWrong
    const wanted = isActive ? (isOver ? 'cleared' : undefined) : isWrong ? 'raised' : undefined
    if (wanted === undefined) pending = undefined
    else if ((wanted === 'raised' ? manner.raiseAfter : manner.clearAfter) === 0)
      if (wanted === 'raised') raise(time)
      else clear(time)
    else if (pending?.what !== wanted) pending = { what: wanted, since: time }
  }
  const control = (what: Step['what'], time: number): void => {
    if (what === 'acknowledge' && (phase === 'returned' || phase === 'unacknowledged')) {
      phase = phase === 'returned' ? 'normal' : 'acknowledged'
      tell('acknowledged', time)
    }
    const isKnown = phase === 'acknowledged' || !manner.needsAcknowledging
    if (what === 'reset' && manner.latches && phase !== 'normal' && !isActive && isKnown) {
      phase = 'normal'
      tell('reset', time)
    }
  }
  for (let time = 0; time <= 200; time++) {
    if (phase === 'unacknowledged' && !escalated && time === raisedAt + (manner.escalateAfter ?? -1)) {
      escalated = true
      level++
      tell('escalated', time)
    }
    if (
      pending !== undefined &&
      time === pending.since + (pending.what === 'raised' ? manner.raiseAfter : manner.clearAfter)
    )
      if (pending.what === 'raised') raise(time)
      else clear(time)
    for (const step of inOrder) {
      if (step.time !== time) continue
      if (typeof step.what === 'number') read(step.what, time)
      else control(step.what, time)
    }
    const since = time - raisedAt
    const every = manner.repeatEvery ?? 0
    if (phase === 'unacknowledged' && every > 0 && since > 0 && since % every === 0 && repeated < repeats) {
      repeated++
      tell('repeated', time)
    }
  }
  return told
}

test('an alarm goes the way that looking at every instant gives', () => {
  fc.assert(
    fc.property(manners, steps, (manner, drawn) => {
      const arriving = drawn.toSorted((one, other) => one.time + one.delay - other.time - other.delay)
      const { hysteresis, raiseAfter, clearAfter, escalateAfter, repeatEvery, ...others } = manner
      const settings = {
        ...others,
        raise: `payload >= ${high}`,
        ...(hysteresis ? { clear: `payload < ${low}` } : {}),
        raiseAfter: `${raiseAfter}ms`,
        clearAfter: `${clearAfter}ms`,
        ...(escalateAfter === undefined ? {} : { escalateAfter: `${escalateAfter}ms` }),
        ...(repeatEvery === undefined ? {} : { repeatEvery: `${repeatEvery}ms`, repeats }),
        action: 'payload',
      }
      const example = { title: '', settings, given: {}, expect: {} }
      const clock = { outOfOrder: `${disorder}ms`, idle: 'never', maxAhead: 'never' }
      const arrivals = arriving.map(({ time, what }): Arrival => {
        const node = feederOf(typeof what === 'number' ? 'in' : 'control')
        return { kind: 'event', node, at: 0, time, payload: what }
      })
      const ran = run(planOf(alarm, example, clock), arrivals, together, true)
      expect(ran.outcome['error']).toBeUndefined()
      expect(ran.outcome['late']).toBeUndefined()
      const found = leftBy(ran, 'out').map(({ time, payload }) => {
        const { transition, state, level } = payload as Readonly<Record<string, unknown>>
        return `${String(time)} ${String(transition)} ${String(state)} ${String(level)}`
      })
      const inOrder = arriving.toSorted((one, other) => one.time - other.time)
      expect(found).toEqual(expected(manner, inOrder))
    }),
    { numRuns: Number(process.env['RUNS'] ?? 300) },
  )
})
