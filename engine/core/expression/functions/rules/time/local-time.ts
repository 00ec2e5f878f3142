import type { Run } from '../../../frame.ts'
import { badArgument } from '../bad-argument.ts'
import { type TimeZone, timeZoneOf } from './time-zone.ts'

/** How far from 1970 a time may be, in ms: ECMAScript's dates reach a little further, which leaves room for any year. */
export const farthest = 8.6e15

const FEW_LOOKS = 32
const ZONE_LOOKS = 800

export interface LocalTime {
  readonly zone: TimeZone
  /** What clocks there show, as ms since 1970 were it UTC: whole, earlier ones cut off. */
  readonly local: number
}

/** What the clocks of a zone show at an instant (ms since the epoch). Throws M1010; `zonePlace` is that of the argument. */
export function localTime(
  run: Run,
  name: string,
  instant: number,
  zoneName: string | undefined,
  zonePlace: number,
): LocalTime {
  if (!(Math.abs(instant) <= farthest))
    throw badArgument(name, 1, 'ms since 1970, such as an event’s time', instant)
  // Whether a zone was asked for before must not matter, so the cost is one in between.
  run.look(zoneName === undefined ? FEW_LOOKS : ZONE_LOOKS)
  const zone = timeZoneOf(name, zonePlace, zoneName ?? 'UTC')
  return { zone, local: Math.floor(instant) + zone(instant) }
}
