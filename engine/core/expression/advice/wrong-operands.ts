import { isArithmetic } from '../nodes/arithmetic.ts'
import { cache } from '../cache.ts'
import { isComparison } from '../nodes/comparison.ts'
import { literalKind } from '../syntax/literal-kind.ts'
import type { Misfit } from './misfits.ts'
import { kinds } from '../calling/parameter.ts'
import { asItIs, written } from '../insight/written-node.ts'
import { leftIn, parseExpression, type SyntaxNode } from '../syntax/syntax.ts'
import { nodesOf } from '../syntax/syntax-walk.ts'

/**
 * Operators of numbers, or of numbers and texts, with something else written out on one side, as in
 * `'hot: ' + payload.c`: they fail whatever the event. Throws ExpressionError where the text is no expression.
 */
export function wrongOperandsIn(text: string): readonly Misfit[] {
  return known(text, () =>
    nodesOf(parseExpression(text))
      .toReversed()
      .flatMap((node) => misfitOf(node) ?? []),
  )
}

const known = cache<readonly Misfit[]>()

function misfitOf({ type, value, lhs, rhs }: SyntaxNode): Misfit | undefined {
  if (type !== 'binary' || lhs === undefined || rhs === undefined || !('type' in lhs)) return undefined
  const wanted = isArithmetic(value) ? 'n' : isComparison(value) ? 'ns' : undefined
  if (wanted === undefined) return undefined
  const wrong = [lhs, rhs]
    .map((side) => ({ side, kind: literalKind(side) }))
    .find(({ kind = 'n' }) => !wanted.includes(kind))
  if (wrong === undefined && wanted === 'ns') return chained(String(value), lhs, rhs)
  if (wrong?.kind === undefined) return undefined
  return {
    message: `${String(value)} takes ${wanted === 'n' ? 'numbers' : 'numbers or texts'}, and ${shown(wrong.side)} is ${kinds[wrong.kind]}: it fails`,
    remedy: remedyFor(String(value), wrong.kind, wrong.side),
  }
}

/** `5 < payload.a < 10`, which compares what is true or false. */
function chained(operator: string, lhs: SyntaxNode, rhs: SyntaxNode): Misfit | undefined {
  if (lhs.type !== 'binary' || !isComparison(lhs.value) || lhs.predicate !== undefined) return undefined
  const [first, middle, last] = [leftIn(lhs), lhs.rhs, rhs].map((side) => written(side, asItIs))
  const isChain = [leftIn(lhs), lhs.rhs].some((side) => side?.type === 'binary' && isComparison(side.value))
  const isKnown = !isChain && first !== undefined && middle !== undefined && last !== undefined
  return {
    message: `${operator} takes numbers or texts, and what is on its left is a comparison, true or false: it fails`,
    remedy: isKnown
      ? `write ${first} ${String(lhs.value)} ${middle} and ${middle} ${operator} ${last}`
      : 'join two comparisons by "and"',
  }
}

const shown = ({ type, value }: SyntaxNode): string =>
  type === 'string' ? JSON.stringify(value) : type === 'value' ? String(value) : 'what is on one side'

function remedyFor(operator: string, kind: string, { value }: SyntaxNode): string | undefined {
  if (kind === 's' && String(value).trim() !== '' && Number.isFinite(Number(value)))
    return 'write the number without quotes'
  if (kind === 's' && operator === '+') return 'write & in place of + to join texts'
  return kind === 'l' ? 'write $exists(payload.c) to ask whether there is a value' : undefined
}
