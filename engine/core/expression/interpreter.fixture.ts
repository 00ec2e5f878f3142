import jsonata from 'jsonata'
import { compileExpression } from './compile.ts'
import { ExpressionError } from './expression-error.ts'
import type { Surroundings } from './frame.ts'

/** What came of an evaluation: a value, as JSON, or an error; an error without a code is one by accident. */
export type Outcome = { readonly value: string | undefined } | { readonly code: string | undefined }

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
      return { code: written(given) === written(input) ? codeOf(error) : undefined }
    }
  }
}

interface Reading {
  evaluate(input: unknown, bindings: Bindings): Promise<unknown>
}

/** So many steps of it are waited for: what goes on is beyond our bounds, or nearly so. */
const mostSteps = 20_000

/** It has no bounds of its own, but calls back at each step. */
function reading(text: string): Reading | { readonly code: string | undefined } {
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
    return { code: codeOf(error) }
  }
}

const codeOf = (error: unknown): string | undefined => (error as { code?: string }).code

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
    return error.code === 'M1004' ? { value: 'function' } : { code: error.code }
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
export type Verdict = 'same' | 'other error' | 'accident' | 'different'

/**
 * `other error`: both fail, and not in the same way. It evaluates the parts of constructors and calls side by side, so that
 * of two errors there the one may win or the other: a few of these are no difference.
 */
export function verdict(text: string, theirs: Outcome, own: Outcome): Verdict {
  if ('value' in theirs) return 'value' in own && theirs.value === own.value ? 'same' : 'different'
  if (theirs.code === undefined) return 'accident'
  if ('value' in own) return 'different'
  if (theirs.code === own.code) return 'same'
  return /\{|, /.test(text) ? 'other error' : 'different'
}

/** For a message of failure. */
export const shownDifference = (text: string, input: unknown, theirs: Outcome, own: Outcome): string =>
  `${text}\n  over ${JSON.stringify(input)}\n  theirs ${JSON.stringify(theirs)}\n  ours   ${JSON.stringify(own)}`
