import type { Match, State } from './pattern-state.ts'
import type { Bound, Pattern } from './plan.ts'

const leastRoom = 64

/**
 * Frees events that nothing refers to any more, once there are as many as there may be before that; and all that is known
 * of a key, where it is to be known only while something is under way.
 */
export function tidy({ leading }: Pattern, { held, attempts, found, progress }: State): void {
  const before = progress.get()
  if (before === undefined) return
  const isEmpty = attempts.size === 0 && found.size === 0
  if (isEmpty && leading === undefined) progress.delete()
  if (!isEmpty && held.size < before.room) return
  const used = new Set<number>()
  for (const [, { events }] of [...attempts.entries(), ...found.entries()])
    for (const number of events) used.add(number)
  for (const [number] of held.entries()) if (!used.has(number)) held.delete(number)
  const room = Math.max(leastRoom, 2 * held.size)
  if (room !== before.room && progress.get() !== undefined) progress.set({ ...before, room })
}

/** The events that are bound to the steps of an attempt or a match. */
export function boundIn(
  { steps }: Pattern,
  { held }: State,
  { events, counts }: Pick<Match, 'events' | 'counts'>,
): Bound {
  let at = 0
  return Object.fromEntries(
    steps.flatMap(({ name }, step) => {
      const count = counts[step] ?? 0
      const numbers = events.slice(at, at + count)
      at += count
      return count === 0 ? [] : [[name, numbers.flatMap((number) => held.get(number) ?? [])]]
    }),
  )
}
