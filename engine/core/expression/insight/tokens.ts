/** A piece of an expression as JSONata's parser takes it, or a comment: from its first character to behind its last. */
export interface Token {
  /** `quoted` is a name in backquotes, `text` what stands in quotes: a text, or a name in a path. */
  readonly kind: 'name' | 'quoted' | 'variable' | 'text' | 'number' | 'pattern' | 'comment' | 'sign'
  readonly from: number
  readonly to: number
  /** False of a text, a comment and the like whose end is missing: it goes to the end of all. */
  readonly isClosed: boolean
  /** With it a value is whole: an operator has to follow. */
  readonly endsValue: boolean
}

// Sticky, so that each looks only at the place it is asked about: the expression may be long.
const blanks = /[ \t\n\r\v]*/y
const ofSign = /\.\.|:=|!=|>=|<=|\*\*|~>|\?:|\?\?|[-.[\]{}(),@#;:?+*/%|=<>^&!~]/y
const ofNumber = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[Ee][-+]?[0-9]+)?/y
const ofName = /[^ \t\n\r\v\-.[\]{}(),@#;:?+*/%|=<>^&!~]+/y
const flags = /[im]*/y

/** The tokens of a text that need not be whole, nor an expression. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  let at = endOf(blanks, text, 0)
  let isAfterValue = false
  /** Of each transform `|what|with|` that is open, how many of its bars there have been. */
  const bars: number[] = []
  while (at < text.length) {
    const found = tokenAt(text, at, isAfterValue)
    const isLastBar: boolean = text[found.from] === '|' && isThirdBar(bars, isAfterValue)
    const token: Token = isLastBar ? { ...found, endsValue: true } : found
    tokens.push(token)
    if (token.kind !== 'comment') isAfterValue = token.endsValue
    at = endOf(blanks, text, token.to)
  }
  return tokens
}

function isThirdBar(bars: number[], isAfterValue: boolean): boolean {
  const open = isAfterValue ? bars.pop() : 0
  if (open === 2) return true
  bars.push((open ?? 0) + 1)
  return false
}

/** Where a piece of this form that begins there ends; where it begins, if there is none. */
function endOf(form: RegExp, text: string, from: number): number {
  form.lastIndex = from
  return form.test(text) ? form.lastIndex : from
}

function tokenAt(text: string, from: number, isAfterValue: boolean): Token {
  const sign = text.charAt(from)
  const upTo = (kind: Token['kind'], end: number): Token => {
    const isClosed = end >= 0
    return { kind, from, to: isClosed ? end : text.length, isClosed, endsValue: kind !== 'comment' }
  }
  if (text.startsWith('/*', from)) return upTo('comment', behind(text.indexOf('*/', from + 2), 2))
  if (sign === '/' && !isAfterValue) {
    const end = endOfPattern(text, from)
    return upTo('pattern', end < 0 ? end : endOf(flags, text, end))
  }
  if (sign === '"' || sign === "'") return upTo('text', endOfText(text, from))
  if (sign === '`') return upTo('quoted', behind(text.indexOf('`', from + 1), 1))
  const signEnd = endOf(ofSign, text, from)
  if (signEnd > from)
    return { ...upTo('sign', signEnd), endsValue: isValue(text.slice(from, signEnd), isAfterValue) }
  const numberEnd = endOf(ofNumber, text, from)
  if (numberEnd > from) return upTo('number', numberEnd)
  const end = endOf(ofName, text, from)
  if (sign === '$') return upTo('variable', end)
  const isOperator = isAfterValue && ['and', 'or', 'in'].includes(text.slice(from, end))
  return { ...upTo('name', end), endsValue: !isOperator }
}

const behind = (place: number, length: number): number => (place < 0 ? place : place + length)

/** What closes, and what stands for a value where one is expected: any field, what is above, what is left open. */
const isValue = (sign: string, isAfterValue: boolean): boolean =>
  [')', ']', '}'].includes(sign) || (!isAfterValue && ['*', '**', '%', '?'].includes(sign))

/** Behind the closing quote of a text that begins there, or -1. */
function endOfText(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === text[from]) return at + 1
  }
  return -1
}

/** Behind the `/` that ends a regular expression, or -1: one outside of brackets, as the parser has it. */
function endOfPattern(text: string, from: number): number {
  let depth = 0
  for (let at = from + 1; at < text.length; at++) {
    const sign = text[at] ?? ''
    if (sign === '\\') at++
    else if ('([{'.includes(sign)) depth++
    else if (')]}'.includes(sign)) depth--
    else if (sign === '/' && depth === 0) return at + 1
  }
  return -1
}
