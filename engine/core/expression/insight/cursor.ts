import { type Token, tokensOf } from './tokens.ts'

/** How a text stands at a place where somebody is typing. */
export interface Cursor {
  /** What would have to follow to close all that is open there, such as `)]`. */
  readonly closing: string
  /**
   * What has to stand there: a value, a step of a path (behind a dot), an operator, a text (its opening quote is typed), or
   * what is not to be completed: a comment, a regular expression, the decimals of a number, a name that is given to something.
   */
  readonly place: 'value' | 'step' | 'operator' | 'text' | 'other'
  /** A variable stands before it that may be given a value there. */
  readonly isAssignable: boolean
  /** What is typed of it, with its `$`, backquote or quote; empty where nothing is begun. */
  readonly begun: string
  /** Where the name ends that the place is in or in front of, in the whole text; behind its quote, if it has one. */
  readonly to: number
}

/** Looks at a place in an expression. */
export function cursorAt(text: string, at: number): Cursor {
  const head = tokensOf(text.slice(0, at))
  const last = head.at(-1)
  const isBegun = last?.to === at && isUnfinished(last)
  const before = isBegun ? head.slice(0, -1) : head
  const code = before.filter(({ kind }) => kind !== 'comment')
  const { open, isAtParameters } = bracketsIn(text, code)
  const isWithin = last?.isClosed === false
  const place = isAtParameters ? 'other' : placeBehind(text, code)
  return {
    closing: open.toReversed().join(''),
    place: isWithin && !isBegun ? 'other' : isWithin && last.kind === 'text' ? 'text' : place,
    isAssignable: place === 'operator' && isNewVariable(text, code),
    begun: isBegun ? text.slice(last.from, at) : '',
    to: endOf(text, at, isBegun ? last : undefined),
  }
}

/** A name may go on; what stands in quotes does until they are closed. */
const isUnfinished = ({ kind, isClosed }: Token): boolean =>
  kind === 'name' || kind === 'variable' || (!isClosed && (kind === 'text' || kind === 'quoted'))

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

interface Brackets {
  /** What closes those that are open, the outermost first. */
  readonly open: readonly string[]
  /** The parameters of a function stand there, or have just been closed. */
  readonly isAtParameters: boolean
}

function bracketsIn(text: string, tokens: readonly Token[]): Brackets {
  const open: string[] = []
  let before = ''
  /** How many are open around the parameters. */
  let around = Number.POSITIVE_INFINITY
  for (const { kind, from, to } of tokens) {
    const sign = kind === 'sign' ? text.slice(from, to) : ''
    const closer = closers[sign]
    if (around === open.length) around = Number.POSITIVE_INFINITY
    if (sign === '(' && (before === 'function' || before === 'λ')) around = open.length
    if (closer !== undefined) open.push(closer)
    else if (sign !== '' && sign === open.at(-1)) open.pop()
    before = kind === 'name' ? text.slice(from, to) : sign
  }
  return { open, isAtParameters: open.length >= around }
}

function placeBehind(text: string, tokens: readonly Token[]): Cursor['place'] {
  const [last, former] = [tokens.at(-1), tokens.at(-2)]
  if (last === undefined) return 'value'
  const sign = text.slice(last.from, last.to)
  // What is left open has nothing behind it.
  if (last.endsValue) return sign === '?' ? 'other' : 'operator'
  // Behind these stand a name of one's own, a bracket, or the rest of the operator.
  if (['@', '#', '^', '~', '!'].includes(sign) || (sign === ':' && isNewVariable(text, tokens.slice(0, -1))))
    return 'other'
  if (sign !== '.') return 'value'
  return former?.kind === 'number' ? 'other' : 'step'
}

/** A variable stands at the end where one may be given a value: first of all, or behind `(` or `;`. */
function isNewVariable(text: string, tokens: readonly Token[]): boolean {
  const [last, former] = [tokens.at(-1), tokens.at(-2)]
  const before = former === undefined ? '(' : text.slice(former.from, former.to)
  return last?.kind === 'variable' && (before === '(' || before === ';')
}

/** An open quote is closed further on only if all that follows makes sense then. */
function endOf(text: string, at: number, begun: Token | undefined): number {
  const tokens = tokensOf(text)
  const token = tokens.find(({ from, kind }) => from === (begun?.from ?? at) && kind !== 'sign')
  const isName = token?.kind === 'name' || token?.kind === 'variable'
  const isWhole = tokens.every(({ isClosed }) => isClosed)
  if (begun === undefined)
    return token !== undefined && (isName || (token.kind === 'quoted' && isWhole)) ? token.to : at
  if (token !== undefined && (isName || isWhole)) return token.to
  return at + (/^[\p{L}\p{N}_]*/u.exec(text.slice(at))?.[0].length ?? 0)
}
