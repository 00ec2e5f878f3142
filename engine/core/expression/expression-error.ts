import { MESSAGES } from './messages.ts'

/** What an error knows besides its code. `position` counts characters from 0, to the end of the token concerned. */
export interface ErrorDetails {
  readonly position?: number | undefined
  readonly token?: string | undefined
  readonly value?: unknown
  readonly value2?: unknown
  readonly index?: number
  readonly type?: string | undefined
  readonly message?: string
  readonly suggestion?: string
  /** What failed, where that is not what the token names: a function that was handed on. */
  readonly callee?: string
}

/** An expression that cannot be compiled, or that failed on the value at hand. The codes are JSONata's. */
export class ExpressionError extends Error {
  readonly code: string
  readonly position: number | undefined
  readonly token: string | undefined
  readonly value?: unknown
  readonly details: ErrorDetails

  constructor(code: string, details: ErrorDetails = {}) {
    super(messageOf(code, details))
    const value = shareable(details.value)
    this.details = value === details.value ? details : { ...details, value }
    this.name = 'ExpressionError'
    this.code = code
    this.position = details.position
    this.token = details.token
    if ('value' in details) this.value = this.details.value
  }

  /** The same error with the place filled in where it was not known. */
  at(position: number | undefined, token: string | undefined): ExpressionError {
    if (this.position !== undefined && this.token !== undefined) return this
    return new ExpressionError(this.code, {
      ...this.details,
      position: this.position ?? position,
      token: this.token ?? token,
    })
  }

  /** The same error, as one of a function that another was given; where its place is known, that says enough. */
  by(callee: string): ExpressionError {
    if (this.token !== undefined || this.details.callee !== undefined) return this
    return new ExpressionError(this.code, { ...this.details, callee })
  }
}

/** Whoever sees the error gets no function of the expression, or one that was lent to it, into their hands. */
function shareable(value: unknown): unknown {
  if (isFunction(value)) return aFunction
  const waiting: unknown[] = [value]
  for (let looked = 0; looked < waiting.length; looked++) {
    const part = waiting[looked]
    if (isFunction(part) || looked > MOST_LOOKED_AT) return undefined
    if (typeof part === 'object' && part !== null)
      waiting.push(...Object.values(part).slice(0, MOST_LOOKED_AT + 1))
  }
  return value
}

/** A function of JavaScript's, or a value of the language that is one: data has no methods. Its class stands above this file. */
function isFunction(value: unknown): boolean {
  if (typeof value === 'function') return true
  return (
    typeof value === 'object' && value !== null && 'invoke' in value && typeof value.invoke === 'function'
  )
}

/** What is larger is not handed on: it says nothing that the message does not. */
const MOST_LOOKED_AT = 1_000

const aFunction = Object.freeze(() => undefined)

function messageOf(code: string, details: ErrorDetails): string {
  // Where a wrong argument had the context value taken in its place, the argument is to blame.
  const known = code === 'T0411' && details.type !== undefined ? 'T0410' : code
  const template = MESSAGES[known] ?? details.message ?? `error ${code}`
  const message = template.replace(/\{(\w+)\}/g, (_, key: string) => shown(key, details))
  return details.position === undefined ? message : `${message} (at character ${details.position})`
}

function shown(key: string, details: ErrorDetails): string {
  switch (key) {
    case 'token':
      return details.token ?? 'the value'
    case 'callee':
      return functionName(details.callee ?? details.token)
    case 'message':
      return details.message ?? ''
    case 'suggestion':
      return details.suggestion ?? ''
    case 'type':
      return details.type ?? 'the right type'
    case 'index':
      return String(details.index)
    case 'value2':
      return brief(details.value2)
    case 'noun':
      return details.type ?? 'variable'
    case 'kind':
      return withKind(details.value)
    case 'kind2':
      return withKind(details.value2)
    case 'numberHint':
      return numberHint(details)
    default:
      return brief(details.value)
  }
}

const functionName = (name: string | undefined): string =>
  name === undefined ? 'the function' : /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? `$${name}` : name

/** A text that looks like a number is told from a number. */
const withKind = (value: unknown): string =>
  typeof value === 'string' ? `${brief(value)} (a text)` : brief(value)

/** Devices often send numbers as texts. */
function numberHint({ value, value2 }: ErrorDetails): string {
  const isNumeral = (one: unknown): boolean =>
    typeof one === 'string' && one.trim() !== '' && Number.isFinite(Number(one))
  return isNumeral(value) || isNumeral(value2) ? '; $number(...) makes a number of a text' : ''
}

const BRIEF = 60

/** A value short enough for a sentence. */
function brief(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value)
  if (typeof value === 'string') return JSON.stringify(clipped(value))
  if (Array.isArray(value)) return `an array of ${value.length}`
  return isFunction(value) ? 'a function' : 'an object'
}

function clipped(text: string): string {
  return text.length > BRIEF ? `${text.slice(0, BRIEF)}…` : text
}
