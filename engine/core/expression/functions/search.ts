import { ExpressionError } from '../expression-error.ts'
import { tooLong } from '../values/too-long.ts'
import { defaultBounds } from '../bounds.ts'
import { type Native, paying, pure } from '../calling/native.ts'
import type { Run } from '../frame.ts'
import { findText, finder, searchPrice, splitText } from './find-text.ts'
import { byMatches, containsMatch, replaceMatches, splitAtMatches } from './matching.ts'

type Text = string | undefined
type Count = number | undefined

/** Patterns that are functions (regular expressions) come elsewhere: see matching.ts. */
function literal(pattern: unknown): string {
  if (typeof pattern === 'string') return pattern
  throw new ExpressionError('T0410', { value: pattern, index: 2, type: 'a text or a regular expression' })
}

function contains(text: Text, pattern: unknown): boolean | undefined {
  if (text === undefined || pattern === undefined) return undefined
  return findText(text, literal(pattern)) >= 0
}

function split(text: Text, separator: unknown, limit: Count): readonly string[] | undefined {
  if (text === undefined) return undefined
  if (limit !== undefined && limit < 0) throw new ExpressionError('D3020', { value: limit, index: 3 })
  if (limit !== undefined && limit <= 0) return []
  return splitText(text, literal(separator), limit)
}

/** Each place where a piece is put in takes longer than what is read there. */
const LOOKS_PER_PIECE = 2

function replace(run: Run, text: Text, pattern: unknown, replacement: unknown, limit: Count): Text {
  if (text === undefined) return undefined
  run.read(text)
  run.spend(searchPrice(text, pattern))
  if (pattern === '') throw new ExpressionError('D3010', { value: pattern, index: 2 })
  if (limit !== undefined && limit < 0) throw new ExpressionError('D3011', { value: limit, index: 4 })
  if (limit === 0) return text
  const sought = literal(pattern)
  const substitute = String(replacement)
  let result = ''
  let from = 0
  let count = 0
  const most = limit ?? Number.POSITIVE_INFINITY
  const find = finder(text, sought)
  let position = find(0)
  if (position >= 0 && replacement !== undefined && typeof replacement !== 'string')
    throw new ExpressionError('D3012', { value: replacement })
  while (position >= 0 && count < most) {
    run.look(LOOKS_PER_PIECE)
    result += text.slice(from, position) + substitute
    if (result.length > defaultBounds.characters) throw tooLong('replace')
    from = position + sought.length
    count++
    position = find(from)
  }
  if (from === 0) return text
  result += text.slice(from)
  run.makeText(result.length)
  return result
}

function join(texts: readonly string[] | undefined, separator: Text): Text {
  if (texts === undefined) return undefined
  const between = separator ?? ''
  let length = between.length * texts.length
  for (let i = 0; i < texts.length; i++) length += texts[i]?.length ?? 0
  if (length > defaultBounds.characters) throw tooLong('join')
  return texts.join(between)
}

/** Functions that look for a text in a text, and those that take texts apart and together. */
export const searchFunctions: readonly Native[] = [
  pure('contains', '<s-(sf):b>', contains, { price: searchPrice, withRun: byMatches(containsMatch) }),
  pure('split', '<s-(sf)n?:a<s>>', split, { price: searchPrice, withRun: byMatches(splitAtMatches) }),
  paying('replace', '<s-(sf)(sf)n?:s>', replace, { withRun: byMatches(replaceMatches) }),
  pure('join', '<a<s>s?:s>', join),
]
