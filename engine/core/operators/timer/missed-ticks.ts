import type { NextTick } from './schedule.ts'

/** A tick to make, and for how many it stands. */
export interface MadeTick {
  readonly tick: number
  readonly count: number
}

/** Of what was missed, at most so many ticks are made one by one: the last ones. */
const mostMade = 10_000

/**
 * Which ticks to make when one was due at `due` and it is `now`. Usually these are the same. Where the flow did not run
 * in between, others have fallen due since, and `rule` says what becomes of them; a tick of this very instant is no
 * missed one.
 */
export function missedTicks(
  due: number,
  now: number,
  next: NextTick,
  rule: 'once' | 'all' | 'skip',
): readonly MadeTick[] {
  if (due >= now) return [{ tick: due, count: 1 }]
  let ticks: number[] = []
  let count = 0
  for (let tick: number | undefined = due; tick !== undefined && tick <= now; tick = next(tick)) {
    count++
    ticks.push(tick)
    if (ticks.length >= 2 * mostMade) ticks = ticks.slice(-mostMade)
  }
  const last = ticks.at(-1) ?? due
  if (rule === 'all') return ticks.slice(-mostMade).map((tick) => ({ tick, count: 1 }))
  if (rule === 'skip') return last === now ? [{ tick: last, count: 1 }] : []
  return [{ tick: last, count }]
}
