import { chanceFrom } from './chance.ts'
import type { AuctionEvent } from './generator.ts'

/** The events as they arrive when each is up to `most` ms late; the same for the same seed. */
export function disordered(
  events: readonly AuctionEvent[],
  most: number,
  seed: number,
): readonly AuctionEvent[] {
  if (most === 0) return events
  const { below } = chanceFrom(seed)
  return events
    .map((event) => ({ event, arrives: event.payload.dateTime + below(most + 1) }))
    .sort((one, other) => one.arrives - other.arrives)
    .map(({ event }) => event)
}
