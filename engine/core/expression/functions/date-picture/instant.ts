import { ExpressionError } from '../../expression-error.ts'
import { componentOf } from './component.ts'

/** The components that a text has given, by letter. */
type Given = ReadonlyMap<string, number>

/** Those of some components that are given, other than as 0. */
function nonZero(given: Given, letters: string): readonly string[] {
  return Array.from(letters).filter((letter) => (given.get(letter) ?? 0) !== 0)
}

/** Whether there are some, and no others than these. */
function areAmong(letters: readonly string[], allowed: string): boolean {
  return letters.length > 0 && letters.every((letter) => allowed.includes(letter))
}

/**
 * Milliseconds since the epoch of what was given. What is missing at the front, such as the year, is that of now,
 * and what is missing at the end is the beginning of the day or hour; nothing may be missing in between, and weeks
 * say no date: D3136. Numbers that are too great count on, as the 30th of February into March, and the years 0 to
 * 99 are 1900 to 1999: Date.UTC, and with it the interpreter, takes them so.
 */
export function instantOf(given: Given, now: () => number): number {
  const date = nonZero(given, 'YXMxWwdD')
  const time = nonZero(given, 'PHhmsf')
  if (areAmong(date, 'Xxw') || areAmong(date, 'XW')) throw new ExpressionError('D3136')
  const isDayOfYear = !areAmong(date, 'YMD') && areAmong(date, 'Yd')
  const isHalfDay = !areAmong(time, 'Hmsf') && areAmong(time, 'Phmsf')
  const filled = fill(given, `${isDayOfYear ? 'Yd' : 'YMD'}${isHalfDay ? 'Ph' : 'H'}msf`, now)
  const part = (letter: string): number => filled.get(letter) ?? 0
  const month = isDayOfYear ? 0 : Math.max(part('M') - 1, 0)
  const day = part(isDayOfYear ? 'd' : 'D')
  const hour = isHalfDay ? (part('h') === 12 ? 0 : part('h')) + (part('P') === 1 ? 12 : 0) : part('H')
  const local = Date.UTC(part('Y'), month, day, hour, part('m'), part('s'), part('f'))
  return local - ((given.get('Z') ?? 0) || (given.get('z') ?? 0)) * 60_000
}

/** The values of these components, from the most significant to the least. */
function fill(given: Given, letters: string, now: () => number): Given {
  const filled = new Map<string, number>()
  let hasBegun = false
  let hasGap = false
  for (const letter of letters) {
    const value = given.get(letter)
    if (value === undefined) {
      filled.set(letter, hasBegun ? first(letter) : present(letter, now))
      hasGap = hasBegun
    } else if (hasGap) throw new ExpressionError('D3136', { value: letter })
    else {
      filled.set(letter, value)
      hasBegun = true
    }
  }
  return filled
}

function first(letter: string): number {
  return 'MDd'.includes(letter) ? 1 : 0
}

/** A time of the 12-hour clock that does not say which half of the day is in the first. */
function present(letter: string, now: () => number): number {
  return letter === 'P' ? 0 : componentOf(letter, new Date(now()))
}
