import type { Match, State } from './pattern-state.ts'
import type { Bound, Pattern, Reading } from './plan.ts'
import type { Event } from '../../model/event.ts'

const leastRoom = 64

/**
 * Frees events that nothing refers to any more, once there are as many as there may be before that; and all that is known
 * of a key, where it is to be known only while something is under way.
 */
export function tidy({ leading }: Pattern, state: State): void {
  const { held, attempts, found, progress } = state
  const before = progress.get()
  if (before === undefined) return
  const isEmpty = attempts.size === 0 && found.size === 0
  if (isEmpty && leading === undefined) progress.delete()
  if (!isEmpty && held.size < before.room) return
  sweep(state)
  const room = Math.max(leastRoom, 2 * held.size)
  if (room !== before.room && progress.get() !== undefined) progress.set({ ...before, room })
}

/** Frees the events that nothing refers to. */
export function sweep({ held, attempts, found }: State): void {
  const used = new Set<number>()
  for (const [, { events }] of [...attempts.entries(), ...found.entries()])
    for (const number of events) used.add(number)
  for (const [number] of held.entries()) if (!used.has(number)) held.delete(number)
}

/** The events that are bound to the steps of an attempt or a match; only to some of them, where it is said which. */
export function boundIn(
  { steps }: Pattern,
  { held }: State,
  { events, counts }: Pick<Match, 'events' | 'counts'>,
  reads?: readonly Reading[],
): Bound {
  const bound: Record<string, readonly Event[]> = {}
  let at = 0
  for (const [step, { name }] of steps.entries()) {
    const count = counts[step] ?? 0
    const from = at
    at += count
    const reading = reads?.find((one) => one.step === name)
    if (count === 0 || (reads !== undefined && reading === undefined)) continue
    const isWhole = reading === undefined || reading.isWhole || count <= 2
    const numbers = isWhole ? events.slice(from, at) : [events[from] ?? 0, events[at - 1] ?? 0]
    bound[name] = numbers.flatMap((number) => held.get(number) ?? [])
  }
  return bound
}
