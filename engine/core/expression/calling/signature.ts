import { type ErrorDetails, ExpressionError } from '../expression-error.ts'
import type { Run } from '../frame.ts'
import { fittingBeginning, sharesOf } from './signature-match.ts'
import { anyKind, kinds, type Parameter } from './parameter.ts'
import { isFunction } from '../values/value.ts'

/** The kinds and names of parameters of a function: what is passed is checked and brought into shape. */
export class Signature {
  /** As it is written: `<s-nn?:s>`. */
  readonly shown: string
  readonly parameters: readonly Parameter[]
  /** Whether a missing argument may be taken from the context. */
  readonly usesContext: boolean

  constructor(definition: string) {
    this.shown = definition
    this.parameters = parsed(definition)
    this.usesContext = this.parameters.some((parameter) => parameter.usesContext)
  }

  /**
   * For people, which argument is the wrong one: of those that do not fit the parameter in whose place they stand the
   * first, though JSONata takes some for others, with the context value before them.
   */
  #misplaced(args: readonly unknown[], symbols: string): ErrorDetails | undefined {
    if (symbols.length > this.parameters.length) return undefined
    const index = [...symbols].findIndex(
      (symbol, at) => this.parameters[at]?.kinds.includes(symbol) === false,
    )
    const parameter = this.parameters[index]
    if (parameter === undefined || parameter.kinds === '') return undefined
    const wanted = [...parameter.kinds].flatMap((kind) => kinds[kind] ?? [])
    return { value: args[index], index: index + 1, type: wanted.join(' or ') }
  }

  /** In words, what would do in the place of an argument that does not. */
  #wantedAt(place: number, symbols: string): string {
    if (place >= this.parameters.length) return 'left out'
    const before = symbols.slice(0, place)
    const wanted = Object.keys(kinds).filter(
      (kind) => fittingBeginning(this.parameters, before + kind) > place,
    )
    return wanted.length === Object.keys(kinds).length
      ? 'a value'
      : wanted.map((kind) => kinds[kind]).join(' or ')
  }

  /** The arguments in their places. Throws T0410, T0411 and T0412 for those that do not fit. */
  validate(args: readonly unknown[], context: unknown, run?: Run): readonly unknown[] {
    let symbols = ''
    for (let i = 0; i < args.length; i++) symbols += symbolOf(args[i])
    const shares = sharesOf(this.parameters, symbols, run)
    if (shares === undefined) {
      const misplaced = this.#misplaced(args, symbols)
      if (misplaced !== undefined) throw new ExpressionError('T0410', misplaced)
      const good = fittingBeginning(this.parameters, symbols)
      throw new ExpressionError('T0410', {
        value: args[good],
        index: good + 1,
        type: this.#wantedAt(good, symbols),
      })
    }
    const placed: unknown[] = []
    let next = 0
    let start = 0
    this.parameters.forEach((parameter, i) => {
      const taken = symbols.slice(start, start + (shares[i] ?? 0))
      start += taken.length
      if (taken === '') {
        if (parameter.usesContext)
          placed.push(fromContext(parameter, context, next, () => this.#misplaced(args, symbols)))
        // JSONata counts the argument as used, even where a later parameter takes it.
        else placed.push(args[next++])
        return
      }
      for (let k = 0; k < taken.length; k++) {
        const arg = args[next]
        placed.push(parameter.isArray ? asArray(parameter, arg, taken, next, run) : arg)
        next++
      }
    })
    return placed
  }
}

const KINDS: Readonly<Record<string, string>> = {
  s: 'sm',
  n: 'nm',
  b: 'bm',
  l: 'lm',
  o: 'om',
  a: anyKind,
  f: 'f',
  j: 'asnblom',
  x: anyKind,
}

type Draft = { -readonly [Key in keyof Parameter]: Parameter[Key] }

function parsed(definition: string): Parameter[] {
  const parameters: Draft[] = []
  const add = (kinds: string, isArray: boolean): void => {
    parameters.push({
      kinds,
      elements: undefined,
      isArray,
      isOptional: false,
      isRepeated: false,
      isLazy: false,
      usesContext: false,
    })
  }
  for (let i = 1; i < definition.length && definition[i] !== ':'; i++) {
    const symbol = definition[i] ?? ''
    const kinds = KINDS[symbol]
    const last = parameters.at(-1)
    if (kinds !== undefined) {
      add(kinds, symbol === 'a')
    } else if (symbol === '(') {
      const choice = choiceAt(definition, i)
      add(`${choice}m`, false)
      i += choice.length + 1
    } else if (last !== undefined) {
      i = amend(last, symbol, definition, i)
    }
  }
  return parameters
}

/** The letters between two brackets. Throws S0402 where there is anything else. */
function choiceAt(definition: string, position: number): string {
  const end = definition.indexOf(')', position)
  const choice = definition.slice(position + 1, end < 0 ? definition.length : end)
  if (end < 0 || !/^[a-z]*$/i.test(choice)) throw new ExpressionError('S0402', { value: choice })
  return choice
}

/** Reads what follows a parameter; gives the position of the last character read. */
function amend(parameter: Draft, symbol: string, definition: string, position: number): number {
  const isQuantified = parameter.isOptional || parameter.isRepeated
  if (symbol === '-') parameter.usesContext = true
  if (isQuantified && (symbol === '-' || symbol === '?')) parameter.isLazy = true
  if (symbol === '-' || symbol === '?') parameter.isOptional = true
  if (symbol === '+') parameter.isRepeated = true
  if (symbol !== '<') return position
  if (!parameter.isArray && parameter.kinds !== 'f') throw new ExpressionError('S0401')
  const end = closing(definition, position)
  parameter.elements = definition.slice(position + 1, end)
  return end
}

function closing(definition: string, start: number): number {
  let depth = 0
  for (let i = start; i < definition.length; i++) {
    if (definition[i] === '<') depth++
    if (definition[i] === '>' && --depth === 0) return i
  }
  return definition.length
}

export function symbolOf(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return 's'
    case 'number':
      return 'n'
    case 'boolean':
      return 'b'
    case 'function':
      return 'f'
    case 'object':
      if (value === null) return 'l'
      if (Array.isArray(value)) return 'a'
      return isFunction(value) ? 'f' : 'o'
    default:
      return 'm'
  }
}

function fromContext(
  parameter: Parameter,
  context: unknown,
  index: number,
  misplaced: () => ErrorDetails | undefined,
): unknown {
  if (parameter.kinds.includes(symbolOf(context))) return context
  throw new ExpressionError('T0411', misplaced() ?? { value: context, index: index + 1 })
}

const PLURALS: Readonly<Record<string, string>> = {
  a: 'arrays',
  b: 'booleans',
  f: 'functions',
  n: 'numbers',
  o: 'objects',
  s: 'texts',
}

function asArray(
  parameter: Parameter,
  value: unknown,
  taken: string,
  index: number,
  run: Run | undefined,
): unknown {
  if (value === undefined) return undefined
  const { elements } = parameter
  if (elements !== undefined && !holds(value, elements, taken, run)) {
    throw new ExpressionError('T0412', { value, index: index + 1, type: PLURALS[elements] })
  }
  return Array.isArray(value) ? value : [value]
}

/** Whether all elements are of one kind; of a single value, whether it is of that kind itself. */
function holds(value: unknown, elements: string, taken: string, run: Run | undefined): boolean {
  if (!Array.isArray(value)) return taken === elements
  run?.look(value.length)
  const kind = elements.charAt(0)
  for (let i = 0; i < value.length; i++) if (symbolOf(value[i]) !== kind) return false
  return true
}
