import { ExpressionError } from '../expression-error.ts'
import { parseExpression, type SyntaxNode } from '../syntax/syntax.ts'
import { cursorAt } from './cursor.ts'
import { errorSpan } from './error-span.ts'

/** Stands for what is not written yet. No one writes it: its first letter is of the area for private use. */
export const blank = '\u{F8FF}blank'

/** What has to follow a name, and what is open, for the text to be whole: a value of a field, the rest of a transform. */
const continuations = [
  ['', ''],
  [':0', ''],
  ['', '|'],
  [':0', '|'],
  ['|{}|', ''],
] as const

/** What may be put behind a text that ends in a value, for it to be an expression. `closing` closes what is open. */
export const endingsOf = (closing: string): readonly string[] =>
  continuations.map(([then, atEnd]) => `${then}${closing}${atEnd}`)

/** The tree of a text, or else of as much of its beginning as makes one. */
export function treeAtLeastOf(text: string): SyntaxNode | undefined {
  return wholeOf(text) ?? wholeOf(text.slice(0, firstFault(text)))
}

/** The tree of a text that may lack its end. */
function wholeOf(text: string): SyntaxNode | undefined {
  const { closing, begun } = cursorAt(text, text.length)
  const closed = `${text}${/^["'`]/.exec(begun)?.[0] ?? ''}`
  const endings = endingsOf(closing)
  return firstParsed([
    text,
    ...[closed, `${closed}${blank}`].flatMap((head) => endings.map((end) => `${head}${end}`)),
  ])
}

/** Where the part begins at which a text stops being an expression. */
function firstFault(text: string): number {
  try {
    parseExpression(text)
  } catch (error) {
    if (error instanceof ExpressionError) return errorSpan(error, text)?.from ?? 0
    throw error
  }
  return text.length
}

/** So much text is read in search of what can be read: the parser takes its time for what is long and broken. */
const mostRead = 60_000

/** The first of several texts that is an expression, as a tree; of long ones only the first few are tried. */
export function firstParsed(texts: Iterable<string>): SyntaxNode | undefined {
  let read = 0
  for (const text of new Set(texts)) {
    if (read > 0 && read + text.length > mostRead) return undefined
    read += text.length
    const tree = parsed(text)
    if (tree !== undefined) return tree
  }
  return undefined
}

/** Undefined of what is no expression. */
function parsed(text: string): SyntaxNode | undefined {
  try {
    return parseExpression(text)
  } catch (error) {
    if (error instanceof ExpressionError) return undefined
    throw error
  }
}
