import { ExpressionError } from '../../expression-error.ts'
import { checkLength } from './bounds.ts'
import { instantOf } from './instant.ts'
import { match } from './match.ts'
import type { Reader } from './reader.ts'

/**
 * Milliseconds since the epoch of a text; nothing where the text is not as the readers of the picture expect it, or
 * they ask for no component at all. Throws D3110 for what is no time, D3136 where parts are missing, and U1001.
 */
export function read(text: string, readers: readonly Reader[], now: () => number): number | undefined {
  checkLength(text.length)
  const ends = match(text, readers)
  if (ends === undefined || readers.every((reader) => reader.component === undefined)) return undefined
  const given = new Map<string, number>()
  for (const [index, { component, value }] of readers.entries()) {
    // A day of the week says nothing about the date, so it may even be in another language.
    if (component === undefined || component === 'F') continue
    const number = value(text.slice(ends[index - 1] ?? 0, ends[index]))
    if (number === undefined) return undefined
    given.set(component, number)
  }
  const millis = instantOf(given, now)
  const isOutside = Number.isNaN(new Date(millis).getTime())
  if (isOutside || Array.from(given.values()).some(Number.isNaN))
    throw new ExpressionError('D3110', { value: text })
  return millis
}
