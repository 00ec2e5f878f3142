import { expect, test } from 'vitest'
import { planOf } from '../../../../test/conformance/example-plan.ts'
import { together, run } from '../../../../test/conformance/example-run.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { Context } from '../../operator/context.ts'
import type { Example } from '../../operator/example.ts'
import { problemsOf, saysOf, valuesOf } from '../settings.fixture.ts'
import { timer } from './timer.ts'

test.each<[settings: JsonObject, code: string | undefined, at: string | undefined]>([
  [{ every: '5m' }, undefined, undefined],
  [{ cron: '0 6 * * *' }, undefined, undefined],
  [{ cron: '0 6 * * *', timeZone: 'Europe/Berlin' }, undefined, undefined],
  [{}, 'missing-setting', 'every'],
  [{ every: '5m', cron: '0 6 * * *' }, 'conflicting-settings', 'cron'],
  [{ every: '5m', timeZone: 'Europe/Berlin' }, 'no-effect', 'timeZone'],
])('%j', (settings, code, setting) => {
  expect(problemsOf(timer, settings)).toEqual(code === undefined ? [] : [`${code} at ${setting}`])
})

test.each<[settings: JsonObject, says: string]>([
  [{ every: '90s' }, 'makes an event every 1m30s'],
  [{ cron: '0  6 * * *' }, 'makes an event at the times 0 6 * * * (UTC)'],
  [{ cron: '0 6 * * *', timeZone: 'Asia/Kolkata' }, 'makes an event at the times 0 6 * * * (Asia/Kolkata)'],
])('%j says what it does', (settings, says) => {
  expect(saysOf(timer, settings)).toBe(says)
})

// When a host has not run for a while, the timer fires once, behind its time.
test.each<[missed: string, made: Json[], next: number]>([
  ['once', [[80_000, { tick: 80_000, missed: 7 }]], 90_000],
  ['skip', [], 90_000],
  ['all', [20, 30, 40, 50, 60, 70, 80].map((tick) => [tick * 1_000, { tick: tick * 1_000 }]), 90_000],
])('what was missed: %s', (missed, made, next) => {
  const { hooks, context, woken, emitted } = bench({ every: '10s', missed })
  context.now = 12_000
  hooks.onStart?.(context, {}, {})
  expect(woken.get('1 make')).toBe(20_000)
  context.now = 85_000
  for (const name of ['1 make', '2 next']) {
    hooks.onTimer?.({ name, time: 20_000, clock: 'wall', payload: 20_000 }, context, {}, {})
  }
  expect(emitted).toEqual(made)
  expect(woken.get('1 make')).toBe(next)
  expect(woken.get('2 next')).toBe(next)
})

test('a month of missed seconds is caught up with in no time, except where all are wanted', () => {
  for (const settings of [{ every: '1s' }, { cron: '* * * * * *' }]) {
    const { hooks, context, woken, emitted } = bench({ ...settings, missed: 'once' })
    context.now = 30 * 86_400_000 + 500
    const late = { time: 1_000, clock: 'wall', payload: 1_000 } as const
    for (const name of ['1 make', '2 next']) hooks.onTimer?.({ name, ...late }, context, {}, {})
    expect(emitted).toEqual([[context.now - 500, { tick: context.now - 500, missed: 10_000 }]])
    expect(woken.get('2 next')).toBe(context.now + 500)
  }
})

test('a flow that is started between two ticks makes the same ones as one that runs on', () => {
  const example: Example = { title: '', settings: { every: '7s' }, given: {}, expect: {} }
  const ticks = (from: number): number[] => {
    const arrivals = [from, 500_000].map((at) => ({ kind: 'wall', at }) as const)
    const { outcome } = run(planOf(timer, example), arrivals, together, false)
    return (outcome['out'] ?? []).map((event) => Number((event as JsonObject)['time']))
  }
  const all = ticks(0)
  expect(all).toHaveLength(71)
  for (const from of [1, 6_999, 7_000, 123_456])
    expect(ticks(from)).toEqual(all.filter((tick) => tick > from))
})

/** The hooks of a timer with a context that only writes down. */
function bench(settings: JsonObject) {
  const emitted: Json[] = []
  const woken = new Map<string, number>()
  const context: Context & { now: number } = {
    key: null,
    watermark: Number.NEGATIVE_INFINITY,
    now: 0,
    ordinal: 0,
    random: () => 0,
    emit: (_port, payload, options) => void emitted.push([options?.time ?? null, payload]),
    forward: () => {},
    late: () => {},
    drop: () => {},
    wake: (name, time) => void woken.set(name, time),
    cancel: () => {},
    wait: () => {},
    hold: () => {},
    release: () => {},
    wakeAll: () => {},
    ask: () => {},
    ended: false,
    settle: () => {},
    fail: () => {},
    send: () => {},
  }
  return { hooks: timer.create(valuesOf(timer, settings)), context, woken, emitted }
}
