import { cache } from '../cache.ts'
import { asItIs, written, writtenSteps } from '../insight/written-node.ts'
import { writtenName } from '../insight/written-name.ts'
import { isComparison } from '../nodes/comparison.ts'
import { literalKind } from '../syntax/literal-kind.ts'
import { leftIn, parseExpression, type SyntaxNode } from '../syntax/syntax.ts'
import { nodesOf } from '../syntax/syntax-walk.ts'
import type { Misfit } from './misfits.ts'
import { picturedAs } from './other-pictures.ts'
import { variableName } from './own-names.ts'

/**
 * What does not fail, and can hardly be meant, since it gives the same whatever the event: names in brackets, a value alone
 * beside `or`, a comparison with nothing. Throws ExpressionError where the text is no expression.
 */
export function doubtsIn(text: string): readonly Misfit[] {
  return known(text, () =>
    nodesOf(parseExpression(text))
      .toReversed()
      .flatMap((node) => doubts.flatMap((doubt) => doubt(node) ?? [])),
  )
}

const known = cache<readonly Misfit[]>()

type Doubt = (node: SyntaxNode) => Misfit | undefined

/** `payload["a"]`, as other languages write a field. */
const named: Doubt = ({ type, value, stages, predicate }) => {
  const names = [...(stages ?? []), ...(predicate ?? [])].flatMap(({ expr }) =>
    expr?.type === 'string' && expr.value !== '' ? [String(expr.value)] : [],
  )
  if (names.length === 0) return undefined
  const own = type === 'name' ? [writtenName(String(value), false)] : []
  const shown = names.map((name) => `[${JSON.stringify(name)}]`).join('')
  const path = [...own, ...names.map((name) => writtenName(name, false))].join('.')
  return {
    message: `${shown} is no field: a text in brackets keeps ${own[0] ?? 'the value'} as it is`,
    remedy: `write ${type === 'name' ? path : `.${path}`}`,
  }
}

/** `payload.a = 5 or 6`. */
const alone: Doubt = ({ type, value, rhs, ...node }) => {
  if (type !== 'binary' || (value !== 'or' && value !== 'and')) return undefined
  const lhs = leftIn({ type, ...node })
  const operand = [lhs, rhs].find((side) => side?.type === 'string' || side?.type === 'number')
  if (operand === undefined) return undefined
  const other = operand === lhs ? rhs : lhs
  const holds = Boolean(operand.value)
  const whole = holds === (value === 'or') ? `the whole is always ${holds}` : 'it changes nothing'
  return {
    message: `${JSON.stringify(operand.value)} stands alone beside "${value}", where it counts as ${holds}: ${whole}`,
    remedy: other === undefined ? undefined : comparedAgain(other, String(value), operand),
  }
}

function comparedAgain(other: SyntaxNode, word: string, operand: SyntaxNode): string {
  const path = leftIn(other)
  const isCompared = other.type === 'binary' && (other.value === '=' || isComparison(other.value))
  const field = isCompared && path?.type === 'path' ? written(path, asItIs) : undefined
  const [first, second] = [written(other.rhs, asItIs), written(operand, asItIs)]
  if (field === undefined || first === undefined || second === undefined)
    return `write a comparison on both sides of "${word}"`
  return word === 'or' && other.value === '='
    ? `write ${field} in [${first}, ${second}]`
    : `write ${field} ${String(other.value)} ${first} ${word} ${field} ${String(other.value)} ${second}`
}

/** `payload.a != ()`. */
const nothing: Doubt = ({ type, value, rhs, ...node }) => {
  if (type !== 'binary' || (value !== '=' && value !== '!=')) return undefined
  const lhs = leftIn({ type, ...node })
  const other = isNothing(rhs) ? lhs : isNothing(lhs) ? rhs : undefined
  if (other === undefined) return undefined
  const field = written(other, asItIs) ?? 'payload.a'
  return {
    message: `nothing is neither equal nor unequal to anything: this is always false`,
    remedy: `write ${value === '=' ? `$not($exists(${field}))` : `$exists(${field})`}`,
  }
}

const isNothing = (node: SyntaxNode | undefined): boolean =>
  node?.type === 'block' && node.expressions?.length === 0 && node.predicate === undefined

/** `$count(payload.a > 5)`. */
const countedAnswer: Doubt = ({ type, procedure, arguments: [argument, ...others] = [] }) => {
  if (type !== 'function' || variableName(procedure) !== 'count' || others.length > 0) return undefined
  const { value, rhs } = argument ?? { type }
  const path = argument?.type === 'binary' ? leftIn(argument) : undefined
  if (!(value === '=' || value === '!=' || isComparison(value)) || path?.type !== 'path') return undefined
  const steps = path.steps ?? []
  const list = writtenSteps(steps.slice(0, -1), asItIs)
  const condition = written(
    { type: 'binary', value, lhs: { type: 'path', steps: steps.slice(-1) }, ...(rhs && { rhs }) },
    asItIs,
  )
  return {
    message: '$count counts values, and a comparison gives one: true or false',
    remedy:
      list === undefined || condition === undefined || (rhs && literalKind(rhs)) === undefined
        ? 'write the comparison in brackets, as in $count(payload[a > 5]); fields of the event begin with $$ there'
        : `write $count(${list === '' ? '$' : list}[${condition}])`,
  }
}

/** `topic = "plant/+/climate"`. */
const wildTopic: Doubt = ({ type, value, rhs, ...node }) => {
  const path = leftIn({ type, ...node })
  const [first, ...others] = path?.type === 'path' ? (path.steps ?? []) : []
  if (type !== 'binary' || (value !== '=' && value !== '!=') || first?.value !== 'topic' || others.length > 0)
    return undefined
  const filter = rhs?.type === 'string' ? String(rhs.value) : ''
  if (!filter.split('/').some((level) => level === '+' || level === '#')) return undefined
  const call = `$topicMatches(topic, ${JSON.stringify(filter)})`
  return {
    message: `the topic of an event has no + and no #: it never equals ${JSON.stringify(filter)}`,
    remedy: `write ${value === '=' ? call : `$not(${call})`}`,
  }
}

const picturing: ReadonlySet<string> = new Set(['fromMillis', 'toMillis', 'timeFormat'])

/** `$fromMillis(time, "YYYY-MM-DD")`. */
const foreignPicture: Doubt = ({ type, procedure, arguments: [, picture] = [] }) => {
  const name = type === 'function' ? variableName(procedure) : undefined
  if (name === undefined || !picturing.has(name) || picture?.type !== 'string') return undefined
  const text = String(picture.value)
  if (text.includes('[')) return undefined
  const meant = picturedAs(text)
  return {
    message: `the picture ${JSON.stringify(text)} has no parts of a date or time: those stand in brackets`,
    remedy: `write ${meant === undefined ? 'such as "[Y0001]-[M01]-[D01]"' : JSON.stringify(meant)}`,
  }
}

const doubts: readonly Doubt[] = [named, alone, nothing, countedAnswer, wildTopic, foreignPicture]
