import jsonata from 'jsonata'
import { compileExpression } from '../compile.ts'
import { ExpressionError } from '../expression-error.ts'
import type { Surroundings } from '../frame.ts'

/** Of an error: one without a code is one by accident. `place`: its position and token. */
interface Failure {
  readonly code: string | undefined
  readonly place?: string
}

/** What came of an evaluation: a value, as JSON, or an error. */
export type Outcome = { readonly value: string | undefined } | Failure

type Bindings = Readonly<Record<string, unknown>>

/** With NaN and the infinities, which JSON does not know; zero without a sign, as JSON writes it. */
function written(value: unknown): string | undefined {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'number' && !Number.isFinite(part) ? `number ${part}` : part,
  )
}

/** What the official interpreter makes of a text, input by input. */
export function interpreted(text: string): (input: unknown, bindings: Bindings) => Promise<Outcome> {
  const read = reading(text)
  return async (input, bindings) => {
    if ('code' in read) return read
    const given = structuredClone(input)
    try {
      const result: unknown = await read.evaluate(given, bindings)
      // It adds to empty arrays of its input when it makes objects of them; after that, nothing can be said.
      if (written(given) !== written(input)) return { code: undefined }
      return { value: holdsFunction(result) ? 'function' : written(result) }
    } catch (error) {
      return written(given) === written(input) ? failure(error) : { code: undefined }
    }
  }
}

/** Whether the official parser can read a text. */
export function isReadable(text: string): boolean {
  try {
    jsonata(text)
    return true
  } catch {
    return false
  }
}

interface Reading {
  evaluate(input: unknown, bindings: Bindings): Promise<unknown>
}

/** So many steps of it are waited for: what goes on is beyond our bounds, or nearly so. */
const mostSteps = 20_000

/** It has no bounds of its own, but calls back at each step. */
function reading(text: string): Reading | Failure {
  try {
    const expression = jsonata(text)
    let steps = 0
    const count = (): void => {
      if (++steps > mostSteps) throw new Error('too many steps')
    }
    // Its own symbol, which its types do not know.
    expression.assign(Symbol.for('jsonata.__evaluate_entry') as unknown as string, count)
    return {
      evaluate: (input, bindings) => {
        steps = 0
        return expression.evaluate(input, { ...bindings })
      },
    }
  } catch (error) {
    return failure(error)
  }
}

/** Its errors are objects and ours are objects, with the same fields. */
function failure(error: unknown): Failure {
  const { code, position, token } = error as { code?: string; position?: number; token?: unknown }
  return { code, place: shownPlace(position, token) }
}

/** Of a number as a token it gives the number, and we the text. */
const shownPlace = (position: number | undefined, token: unknown): string =>
  `${token === undefined ? 'nothing' : String(token)} at ${position}`

function holdsFunction(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return typeof value === 'function'
  const isFunction = '_jsonata_lambda' in value || '_jsonata_function' in value
  return isFunction || Object.values(value).some(holdsFunction)
}

/** What we make of it. The input is frozen. */
export function ours(text: string, input: unknown, bindings: Bindings, surroundings?: Surroundings): Outcome {
  try {
    const { evaluate } = compileExpression(text)
    return { value: written(evaluate(frozen(structuredClone(input)), bindings, surroundings)) }
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    return error.code === 'M1004' ? { value: 'function' } : failure(error)
  }
}

function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value)
    Object.values(value).forEach(frozen)
  }
  return value
}

/** `accident`: the interpreter fails with an error without a code, of which nothing can be said. */
export type Verdict = 'same' | 'other place' | 'other error' | 'accident' | 'different'

/**
 * `other error`: both fail, and not in the same way. It evaluates the parts of constructors and calls side by side, so that
 * of two errors there the one may win or the other: a few of these are no difference.
 */
export function verdict(text: string, theirs: Outcome, own: Outcome): Verdict {
  if ('value' in theirs) {
    if ('value' in own && theirs.value === own.value) return 'same'
    return isKnownSlip(theirs.value ?? '', own) ? 'accident' : 'different'
  }
  if (theirs.code === undefined) return 'accident'
  if ('value' in own) return 'different'
  if (theirs.code !== own.code) return /\{|, /.test(text) ? 'other error' : 'different'
  return theirs.place === own.place || hasOtherPlace(text, own.code) ? 'same' : 'other place'
}

/** It makes NaN of what is no time, or no number, and pictures of numbers from 1e21 as JavaScript writes them. */
const isKnownSlip = (value: string, own: Outcome): boolean =>
  'code' in own
    ? (value.includes('NaN') && /D3110|D3030|M1005/.test(String(own.code))) ||
      // A function that is put in for a text: it gives its own source.
      (value.includes('async function') && own.code === 'D3012')
    : /\de[+]?\d/.test(value) && /\d{21}/.test(String(own.value))

/**
 * Of what fails inside a function that is handed on it gives the place of the call around it, of the right side of `and`
 * and `or` that of the operator, and of a function behind `~>`, or one handed on by name, the place where that was called
 * last, be it in another expression. We give the part that failed. Where several parts of a constructor fail, see above.
 * Of what cannot be ordered it gives no token.
 */
function hasOtherPlace(text: string, code: string): boolean {
  return /function|λ|~>| and | or |[{[].*, |, *\$\w+\)/.test(text) || code === 'T2007' || code === 'T2008'
}

/** For a message of failure. */
export const shownDifference = (text: string, input: unknown, theirs: Outcome, own: Outcome): string =>
  `${text}\n  over ${JSON.stringify(input)}\n  theirs ${JSON.stringify(theirs)}\n  ours   ${JSON.stringify(own)}`
