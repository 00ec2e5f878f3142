import type { ExpressionError } from '../expression-error.ts'
import type { Span } from './span.ts'
import { type Token, tokensOf } from './tokens.ts'

/**
 * The part of a text that an error is about, to be underlined: with its quotes or its `$`, and of a call the name of the
 * function. Undefined where the error has no place in it.
 */
export function errorSpan(
  { position, token }: Pick<ExpressionError, 'position' | 'token'>,
  text: string,
): Span | undefined {
  if (position === undefined) return undefined
  const tokens = tokensOf(text)
  const found = tokens.findIndex(({ to }) => to >= position)
  // What is missing at the end is missing behind the last.
  const at = found < 0 ? tokens.length - 1 : found
  const named = tokens[at]
  const before = tokens[at - 1]
  if (named === undefined) return undefined
  // The place of a call is that of its bracket.
  const isCall =
    text.slice(named.from, named.to) === '(' && before !== undefined && nameIn(text, before) === token
  const { from, to } = isCall ? before : named
  return { from, to }
}

const nameIn = (text: string, { from, to }: Token): string => text.slice(from, to).replace(/^\$/, '')
