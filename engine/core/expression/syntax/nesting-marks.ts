/** What matters for the nesting of an expression: `??`, `?:`, brackets, `,` and `;`; and a `/` of which it is not clear what it is. */
export interface NestingMark {
  readonly token: string
  readonly index: number
}

/**
 * Those of a text one after the other, without what stands in texts, quoted names, comments and regular expressions. Each
 * character is read a few times at most.
 */
export function* nestingMarks(text: string): Generator<NestingMark, void> {
  /** What opens something that ends nowhere: neither does the next one, and each is then a character like any other. */
  const unclosed = new Set<string>()
  /** What was there last, comments and white space aside: where it ends, and whether it is a value for certain. */
  let last = { end: 0, isValue: false }
  for (let index = 0; index < text.length;) {
    const opening = openingAt(text, index)
    if (opening !== undefined && !unclosed.has(opening)) {
      const end = endOf(text, index, opening)
      if (end === undefined) unclosed.add(opening)
      index = end ?? index + 1
      if (opening !== COMMENT) last = { end: index, isValue: true }
      continue
    }
    const token = text.charAt(index) === '/' ? '/' : markAt(text, index)
    const slash =
      token === '/' ? (last.isValue ? 'divides' : slashAfter(text.slice(0, last.end).slice(-4))) : undefined
    if (slash === 'opens') {
      index = endOfPattern(text, index + 1)
      last = { end: index, isValue: true }
      continue
    }
    if (token !== undefined && slash !== 'divides') yield { token, index }
    index += token?.length ?? 1
    if (!/\s/.test(text.charAt(index - 1))) last = { end: index, isValue: false }
  }
}

/** Whether a slash divides or opens a regular expression, by what comes before it. */
function slashAfter(before: string): 'divides' | 'opens' | 'unclear' {
  if (/[*%?|]$|(^|[^\p{L}\p{N}_$])(and|or|in)$/u.test(before)) return 'unclear'
  return before === '' || /[([{,;:=<>&+\-^!.@#~/]$/.test(before) ? 'opens' : 'divides'
}

/** Where a regular expression is over; one that is not closed is refused by the parser, whatever comes after it. */
function endOfPattern(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at)
    const isEscaped = isEscapedAt(text, at, from)
    if (character === '/' && depth === 0 && !isEscaped) return at + 1
    // As in the parser, which looks no further back than one character here.
    if (text.charAt(at - 1) === '\\') continue
    if ('([{'.includes(character)) depth++
    else if (')]}'.includes(character)) depth--
  }
  return text.length
}

function isEscapedAt(text: string, at: number, from: number): boolean {
  if (text.charAt(at) !== '/') return false
  let backslashes = 0
  while (at - backslashes > from && text.charAt(at - backslashes - 1) === '\\') backslashes++
  return backslashes % 2 === 1
}

const COMMENT = '/*'

function openingAt(text: string, index: number): string | undefined {
  const character = text.charAt(index)
  if (character === '"' || character === "'" || character === '`') return character
  return character === '/' && text.charAt(index + 1) === '*' ? COMMENT : undefined
}

/** Where what is opened is over. */
function endOf(text: string, index: number, opening: string): number | undefined {
  if (opening === COMMENT) return after(text.indexOf('*/', index + 2), 2)
  if (opening === '`') return after(text.indexOf('`', index + 1), 1)
  for (let at = index + 1; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === opening) return at + 1
    if (character === '\\') at++
  }
  return undefined
}

const after = (index: number, length: number): number | undefined => (index < 0 ? undefined : index + length)

function markAt(text: string, index: number): string | undefined {
  const character = text.charAt(index)
  if (character === '?') {
    const both = text.slice(index, index + 2)
    return both === '??' || both === '?:' ? both : undefined
  }
  return '()[]{},;'.includes(character) ? character : undefined
}
