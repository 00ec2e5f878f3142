import type { Batch, Watermarks } from './batch.ts'
import type { Inflow } from './merge.ts'

/** How many of these ordinals, which are in order, are not beyond the limit. */
export function countUpTo(ordinals: readonly number[], limit: number): number {
  const beyond = ordinals.findIndex((one) => one > limit)
  return beyond === -1 ? ordinals.length : beyond
}

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

/** The moves of one part of a turn and of the next, which are of one kind. */
export function joinMoves(first: Watermarks, next: Watermarks): Watermarks {
  const { keys } = first
  return {
    ordinals: [...first.ordinals, ...next.ordinals],
    times: [...first.times, ...next.times],
    keys: keys === undefined ? undefined : [...keys, ...(next.keys ?? [])],
    idle: joinFlags(first, next, 'idle'),
    gone: joinFlags(first, next, 'gone'),
  }
}

function joinFlags(
  first: Watermarks,
  next: Watermarks,
  name: 'idle' | 'gone',
): readonly boolean[] | undefined {
  if (first[name] === undefined && next[name] === undefined) return undefined
  return [first, next].flatMap((moves) => moves[name] ?? moves.ordinals.map(() => false))
}

/** What stands in a batch up to a limit, and what lies beyond. */
export function splitBatch(
  { events, ordinals, watermarks }: Batch,
  limit: number,
): readonly [now: Batch, later: Batch] {
  const at = countUpTo(ordinals, limit)
  const move = countUpTo(watermarks.ordinals, limit)
  return [
    {
      events: events.slice(0, at),
      ordinals: ordinals.slice(0, at),
      watermarks: movesOf(watermarks, 0, move),
    },
    { events: events.slice(at), ordinals: ordinals.slice(at), watermarks: movesOf(watermarks, move) },
  ]
}

export const joinBatches = (first: Batch, next: Batch): Batch => ({
  events: [...first.events, ...next.events],
  ordinals: [...first.ordinals, ...next.ordinals],
  watermarks: joinMoves(first.watermarks, next.watermarks),
})

/** What flows in from one of its events on. */
export const inflowFrom = ({ events, ordinals, wires }: Inflow, from: number): Inflow => ({
  events: events.slice(from),
  ordinals: ordinals.slice(from),
  wires: wires?.slice(from),
})

export const joinInflows = (first: Inflow, next: Inflow): Inflow => ({
  events: [...first.events, ...next.events],
  ordinals: [...first.ordinals, ...next.ordinals],
  wires: first.wires === undefined ? undefined : [...first.wires, ...(next.wires ?? [])],
})
