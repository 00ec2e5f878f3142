import { ExpressionError } from '../../expression-error.ts'
import { Run } from '../../frame.ts'
import type { Parameter } from '../../calling/parameter.ts'
import { ownNames, variableName } from '../../advice/own-names.ts'
import { parseExpression, type SyntaxNode } from '../../syntax/syntax.ts'
import { nodesOf } from '../../syntax/syntax-walk.ts'
import { ruleFunctions } from './families.ts'
import type { RuleFunction } from './rule-function.ts'

/** A call that fails whatever the event, since an argument that is written out is none that can be. */
export interface WrongLiteral {
  readonly message: string
  readonly remedy: string | undefined
}

const byName: ReadonlyMap<string, RuleFunction> = new Map(ruleFunctions.map((one) => [one.name, one]))

/**
 * Calls of functions for rules such as `$unitConvert(payload.f, "Farenheit", "°C")`. Each is tried, with samples in the place
 * of what only an event tells. Throws ExpressionError where the text is no expression.
 */
export function wrongLiteralsIn(text: string): readonly WrongLiteral[] {
  if (![...text.matchAll(/\$(\w+)/g)].some(([, name = '']) => byName.has(name))) return []
  const tree = parseExpression(text)
  const nodes = nodesOf(tree)
  // By ~> a call gets one argument more, and a name that is assigned may be another function.
  const chained = new Set(nodes.flatMap(({ type, rhs }) => (type === 'apply' ? [rhs] : [])))
  const own = ownNames(tree)
  return nodes.flatMap((node) => {
    const name = node.type === 'function' && !chained.has(node) ? variableName(node.procedure) : undefined
    const called = name === undefined || own.has(name) ? undefined : byName.get(name)
    const found = called === undefined ? undefined : wrongLiteral(called, node.arguments ?? [])
    return found === undefined ? [] : [found]
  })
}

/** Whatever stands in the place of the others, it has to be the same that is wrong. */
function wrongLiteral(called: RuleFunction, given: readonly SyntaxNode[]): WrongLiteral | undefined {
  const [first, second] = samples.map((set) => tried(called, given.map(literalOf), set))
  return first?.message === second?.message ? first : undefined
}

function tried(
  { native, name }: RuleFunction,
  values: readonly unknown[],
  set: Samples,
): WrongLiteral | undefined {
  const args = native.signature.parameters.map((parameter, at) => {
    const value = values[at]
    if (value !== undefined) return value
    return at < values.length || !parameter.isOptional ? sampleOf(parameter, set) : undefined
  })
  try {
    native.invoke(args, undefined, new Run(undefined, undefined, undefined))
    return undefined
  } catch (error) {
    if (!(error instanceof ExpressionError) || error.code !== 'M1010') return undefined
    const { index = 0, suggestion = '' } = error.details
    if (values[index - 1] === undefined) return undefined // it is a sample that does not fit
    const message = error.at(undefined, name).message.replace(suggestion, '')
    return { message: `${message}: it fails`, remedy: suggestion.replace(/^; /, '') || undefined }
  }
}

/** A text, a number, or true or false that is written out. */
function literalOf({ type, value, predicate, group }: SyntaxNode): unknown {
  if (predicate !== undefined || group !== undefined || value === null) return undefined
  return type === 'string' || type === 'number' || type === 'value' ? value : undefined
}

interface Samples {
  readonly text: string
  readonly number: number
}

/** Both texts are units, of different dimensions, and levels of topics. */
const samples: readonly Samples[] = [
  { text: 'a', number: 1 },
  { text: 'kg', number: 2 },
]

/** Something of the kind that a parameter takes. */
function sampleOf({ kinds, elements, isArray }: Parameter, { text, number }: Samples): unknown {
  if (isArray) return elements === 'o' ? [{}] : [number, 5]
  if (kinds.startsWith('a')) return [number, number]
  return { s: text, n: number, b: true, o: {} }[kinds.charAt(0)]
}
