import { ExpressionError } from '../../expression-error.ts'
import { writtenInteger } from '../picture/written-integer.ts'
import type { ZonePart } from './part.ts'

/** How far the clocks of a time zone are ahead of UTC; both numbers are not negative. */
export interface Offset {
  readonly isBehind: boolean
  readonly hours: number
  readonly minutes: number
}

const UTC: Offset = { isBehind: false, hours: 0, minutes: 0 }

const ZONE = /^\s*([+-]?)(\d{1,6}|\d{1,2}:\d{2})\s*$/

/** The time zone that a function is given: `+0100` or `-0530`, with or without a colon. Throws M1005. */
export function offsetOf(zone: string | undefined): Offset {
  if (zone === undefined) return UTC
  const match = ZONE.exec(zone)
  if (match === null) throw new ExpressionError('M1005', { value: zone })
  const [, sign, digits = ''] = match
  const number = Number(digits.replace(':', ''))
  return { isBehind: sign === '-' && number > 0, hours: Math.floor(number / 100), minutes: number % 100 }
}

export function minutesOf({ isBehind, hours, minutes }: Offset): number {
  return (hours * 60 + minutes) * (isBehind ? -1 : 1)
}

/** F&O 3.1, 9.8.4.6. Throws D3134. */
export function writtenZone(part: ZonePart, offset: Offset): string {
  const text = `${part.isGreenwich ? 'GMT' : ''}${offset.isBehind ? '-' : '+'}${digits(part, offset)}`
  return part.isZulu && minutesOf(offset) === 0 ? 'Z' : text
}

function digits({ integer }: ZonePart, { hours, minutes }: Offset): string {
  const isSeparated = integer !== undefined && integer.grouping.interval > 0
  if (integer === undefined || (integer.mandatory > 4 && !isSeparated)) {
    throw new ExpressionError('D3134', { value: integer?.mandatory })
  }
  if (integer.mandatory > 2 || isSeparated) return writtenInteger(hours * 100 + minutes, integer)
  const text = writtenInteger(hours, integer)
  return minutes === 0 ? text : `${text}:${String(minutes).padStart(2, '0')}`
}
