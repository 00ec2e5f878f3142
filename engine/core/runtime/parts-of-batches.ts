import type { Event } from '../model/event.ts'
import type { Watermarks } from './batch.ts'

/** The events of a batch. */
export interface Events {
  readonly events: readonly Event[]
  readonly ordinals: readonly number[]
}

/** How many of these ordinals, which are in order, are not beyond the limit; it is known that the first `from` are not. */
export function countUpTo(ordinals: readonly number[], limit: number, from = 0): number {
  let at = from
  while (at < ordinals.length && (ordinals[at] as number) <= limit) at++
  return at
}

/** Some of the events, in their order. */
export const eventsOf = ({ events, ordinals }: Events, from: number, to: number): Events => ({
  events: events.slice(from, to),
  ordinals: ordinals.slice(from, to),
})

export const joinEvents = (parts: readonly Events[]): Events => ({
  events: parts.flatMap(({ events }) => events),
  ordinals: parts.flatMap(({ ordinals }) => ordinals),
})

/** Some of the moves of a watermark, in their order. */
export function movesOf(
  { ordinals, times, keys, idle, gone }: Watermarks,
  from: number,
  to: number = ordinals.length,
): Watermarks {
  return {
    ordinals: ordinals.slice(from, to),
    times: times.slice(from, to),
    keys: keys?.slice(from, to),
    idle: idle?.slice(from, to),
    gone: gone?.slice(from, to),
  }
}

/** The moves of some parts of a turn, one after the other, which are of one kind. */
export function joinMoves(parts: readonly Watermarks[]): Watermarks {
  const keyed = parts.some(({ keys }) => keys !== undefined)
  return {
    ordinals: parts.flatMap(({ ordinals }) => ordinals),
    times: parts.flatMap(({ times }) => times),
    keys: keyed ? parts.flatMap(({ keys }) => keys ?? []) : undefined,
    idle: joinFlags(parts, 'idle'),
    gone: joinFlags(parts, 'gone'),
  }
}

function joinFlags(parts: readonly Watermarks[], name: 'idle' | 'gone'): readonly boolean[] | undefined {
  if (parts.every((moves) => moves[name] === undefined)) return undefined
  return parts.flatMap((moves) => moves[name] ?? moves.ordinals.map(() => false))
}
