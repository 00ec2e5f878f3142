import type { Piece } from './ends.ts'
import type { ZonePart } from './part.ts'
import { isDigitFrom, literal, oneOf, run, sequence } from './pieces.ts'
import { minutesOf } from './zone.ts'

const digits = run(isDigitFrom(48))
const signed = sequence(oneOf('+', '-'), digits)

/**
 * A time zone is read in minutes ahead of UTC. With a separator in the picture there must be one in the text;
 * without, digits alone are `h`, `hh`, `hmm` or `hhmm`, whatever their number in the picture.
 */
export function zoneReader({ integer, isGreenwich }: ZonePart): {
  readonly piece: Piece
  readonly value: (text: string) => number
} {
  const grouping = integer?.grouping
  const isSeparated = grouping !== undefined && grouping.interval > 0
  const clock = isSeparated ? separated(grouping.character) : signed
  return {
    piece: isGreenwich ? sequence(literal('GMT'), clock) : clock,
    value: (text) => minutesAhead(isGreenwich ? text.slice(3) : text),
  }
}

function separated(separator: string): Piece {
  return sequence(signed, sequence(literal(separator), digits))
}

const CLOCK = /^[+-](\d+)(?:\D+(\d+))?$/

function minutesAhead(text: string): number {
  const [, first = '', second] = CLOCK.exec(text) ?? []
  const size = second === undefined ? hoursIn(first.length) : first.length
  return minutesOf({
    isBehind: text.startsWith('-'),
    hours: Number(first.slice(0, size)),
    minutes: Number(second ?? first.slice(size)),
  })
}

function hoursIn(digits: number): number {
  return digits === 3 ? 1 : 2
}
