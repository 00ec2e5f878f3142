import type { Json } from '../../../model/json.ts'
import { ExpressionError } from '../../expression-error.ts'
import type { Run } from '../../frame.ts'
import { type Native, paying } from '../../calling/native.ts'
import type { Parameter } from '../../calling/parameter.ts'

/** An expression that shows what a function does. It is a test and stands in the reference. */
export interface FunctionExample {
  readonly expression: string
  /** What it is evaluated on: an event, or as much of one as it reads. */
  readonly input?: Json
  /** What it gives; left out where that is nothing. Numbers are compared to 9 digits after the point. */
  readonly result?: Json
  /** The code of the error that it fails with, where it fails. */
  readonly fails?: string
}

/** A function for rules as the reference tells of it. */
export interface RuleFunctionWords {
  readonly name: string
  /** In JSONata's notation, as of any built-in function. */
  readonly signature: string
  readonly summary: string
  /** What each parameter is, with its unit, in the order of the signature. */
  readonly parameters: Readonly<Record<string, string>>
  /** What it gives, with its unit. */
  readonly gives: string
  /** Where a formula or a rule comes from. */
  readonly source?: string
  readonly examples: readonly FunctionExample[]
}

export interface RuleFunction extends RuleFunctionWords {
  readonly native: Native
  /** How it is called: `$timeTruncate(time, interval, zone?)`. */
  readonly call: string
}

interface Declared<A extends readonly unknown[]> extends RuleFunctionWords {
  /** Gets arguments of the kinds in the signature. Those that may be left out can be undefined, no others. */
  calculate(run: Run, ...args: A): unknown
}

/**
 * Declares a function for rules. All of them depend on nothing but their arguments. Where an argument that it needs is
 * nothing it gives nothing. One pass over each text and list that it is given, and what it makes, is paid for here;
 * whatever takes longer pays the run by itself.
 */
export function ruleFunction<A extends readonly unknown[]>(declared: Declared<A>): RuleFunction {
  const { calculate, ...words } = declared
  // The border between checked values and their types: the signature has checked them.
  const typed = calculate as unknown as (run: Run, a: unknown, b: unknown, c: unknown, d: unknown) => unknown
  const needed = neededBy(words)
  const native: Native = paying(
    words.name,
    words.signature,
    (run, a: unknown, b: unknown, c: unknown, d: unknown) => {
      if (a === undefined || (needed > 1 && b === undefined)) return undefined
      if ((needed > 2 && c === undefined) || (needed > 3 && d === undefined)) return undefined
      pay(run, a)
      pay(run, b)
      pay(run, c)
      pay(run, d)
      const result = typed(run, a, b, c, d)
      if (typeof result === 'object' || typeof result === 'string') payForResult(run, result)
      // As of any arithmetic in the language.
      else if (typeof result === 'number' && !Number.isFinite(result))
        throw new ExpressionError('D1001', { value: result })
      return result
    },
    // $map and the like pass no more than what is needed: what they would pass further is no zone, and no limit.
    { arity: needed },
  )
  return { ...words, native, call: callOf(words, native.signature.parameters) }
}

/** How many arguments cannot be left out; they come first. */
const neededBy = ({ signature, parameters }: RuleFunctionWords): number =>
  Object.keys(parameters).length - (signature.match(/\?/g)?.length ?? 0)

function callOf({ name, parameters: words }: RuleFunctionWords, parameters: readonly Parameter[]): string {
  const names = Object.keys(words)
  const shown = parameters.map((one, at) => `${names[at] ?? ''}${one.isOptional ? '?' : ''}`)
  return `$${name}(${shown.join(', ')})`
}

function pay(run: Run, argument: unknown): void {
  if (typeof argument === 'string') run.read(argument)
  else if (Array.isArray(argument)) run.look(argument.length)
}

function payForResult(run: Run, result: string | object | null): void {
  if (typeof result === 'string' || Array.isArray(result)) run.made(result)
  else if (result !== null) {
    const fields = Object.keys(result).length
    run.readFields(fields)
    run.makeElements(fields)
  }
}
