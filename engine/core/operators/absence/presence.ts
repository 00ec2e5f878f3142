import type { Json } from '../../model/json.ts'

/** A stretch of time in which a key showed itself again and again; `payload` is that of its end. */
export interface Presence {
  readonly from: number
  readonly to: number
  readonly payload: Json
}

/** Adds a sign of life. Stretches that are at most `gap` apart are one; they stand in order of time. */
export function addSign(
  stretches: readonly Presence[],
  time: number,
  payload: Json,
  gap: number,
): readonly Presence[] {
  const before = stretches.filter(({ to }) => to + gap < time)
  const after = stretches.filter(({ from }) => from > time + gap)
  const touched = stretches.slice(before.length, stretches.length - after.length)
  const last = touched.at(-1)
  const whole = {
    from: Math.min(time, touched[0]?.from ?? time),
    ...(last === undefined || last.to <= time
      ? { to: time, payload }
      : { to: last.to, payload: last.payload }),
  }
  return [...before, whole, ...after]
}

/** What lies before a time counts as of then, and what comes at most `gap` later is one with it. */
export function notBefore(stretches: readonly Presence[], time: number, gap: number): readonly Presence[] {
  const [first] = stretches
  if (first === undefined || first.from >= time) return stretches
  const touched = stretches.filter(({ from }) => from <= time + gap)
  const { to, payload } = touched.at(-1) ?? first
  return [{ from: time, to: Math.max(time, to), payload }, ...stretches.slice(touched.length)]
}
