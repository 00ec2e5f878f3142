/** How a text stands at the end of what was typed so far. */
export interface Cursor {
  /** What would have to follow to close all that is open, such as `)]`. */
  readonly closing: string
  /** The end is in a text, a comment or a regular expression: nothing is to be completed there. */
  readonly isQuoted: boolean
  /** What is typed of a name, with its `$` or its backquote; empty where none is begun. */
  readonly begun: string
  /** What stands before that, spaces left out, is a whole value: an operator has to follow. */
  readonly isAfterValue: boolean
}

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/** Looks at the beginning of an expression that somebody is typing. */
export function cursorAt(head: string): Cursor {
  const open: string[] = []
  let at = 0
  let isQuoted = false
  let backquote = -1
  while (at < head.length && !isQuoted && backquote < 0) {
    const sign = head[at] ?? ''
    if (sign === '"' || sign === "'") {
      const end = endOfText(head, at)
      isQuoted = end < 0
      at = end + 1
    } else if (sign === '`') {
      const end = head.indexOf('`', at + 1)
      if (end < 0) backquote = at
      at = end + 1
    } else if (sign === '/' && head[at + 1] === '*') {
      const end = head.indexOf('*/', at + 2)
      isQuoted = end < 0
      at = end + 2
    } else if (sign === '/' && !endsWithValue(head, at)) {
      const end = endOfPattern(head, at)
      isQuoted = end < 0
      at = end + 1
    } else {
      const closer = closers[sign]
      if (closer !== undefined) open.push(closer)
      else if (sign === open.at(-1)) open.pop()
      at++
    }
  }
  const begun = backquote >= 0 ? head.slice(backquote) : isQuoted ? '' : nameAtEnd(head)
  const before = head.slice(0, head.length - begun.length)
  return {
    closing: open.toReversed().join(''),
    isQuoted,
    begun,
    isAfterValue: endsWithValue(before, before.length) && (begun === '' || before !== before.trimEnd()),
  }
}

// The text may be long, and is looked at from its end at every `/`: so no pattern is tried at each of its characters.
const blank = /^\s$/
const ofName = /^[\p{L}\p{N}_]$/u
const ofPath = /^[\p{L}\p{N}_$.`]$/u
const endOfValue = /^[\p{L}\p{N}_"'`)\]}$]$/u

/** The character that ends before a place: one of two units is a whole. */
function signBefore(text: string, end: number): string {
  const isPair = /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(Math.max(0, end - 2), end))
  return text.slice(Math.max(0, end - (isPair ? 2 : 1)), end)
}

/** A name that is begun at the end, with its `$`; it begins with no digit. */
function nameAtEnd(text: string): string {
  let start = text.length
  for (let sign = signBefore(text, start); ofName.test(sign); sign = signBefore(text, start))
    start -= sign.length
  return text[start - 1] === '$' ? text.slice(start - 1) : text.slice(start).replace(/^\p{N}+/u, '')
}

/** What comes next is an operator: a `/` there divides. */
function endsWithValue(text: string, length: number): boolean {
  let end = length
  while (end > 0 && blank.test(text.charAt(end - 1))) end--
  if (!endOfValue.test(signBefore(text, end))) return false
  return !['and', 'or', 'in'].some(
    (word) => text.endsWith(word, end) && !ofPath.test(signBefore(text, end - word.length)),
  )
}

/** Where a text that begins there ends, or -1. */
function endOfText(head: string, start: number): number {
  for (let at = start + 1; at < head.length; at++) {
    if (head[at] === '\\') at++
    else if (head[at] === head[start]) return at
  }
  return -1
}

/** Where a regular expression that begins there ends, or -1: at a `/` outside of brackets, as the parser has it. */
function endOfPattern(head: string, start: number): number {
  let depth = 0
  for (let at = start + 1; at < head.length; at++) {
    const sign = head[at] ?? ''
    if (sign === '\\') at++
    else if ('([{'.includes(sign)) depth++
    else if (')]}'.includes(sign)) depth--
    else if (sign === '/' && depth === 0) return at
  }
  return -1
}
