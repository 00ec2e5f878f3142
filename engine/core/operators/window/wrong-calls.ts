import { isBuiltInName } from '../../expression/functions/catalogue.ts'
import { ruleFunctions } from '../../expression/functions/rules/families.ts'
import { parseExpression, type SyntaxNode } from '../../expression/syntax/syntax.ts'
import { nodesOf } from '../../expression/syntax/syntax-walk.ts'
import type { SettingProblem } from '../../operator/setting.ts'
import type { Aggregate } from './aggregate.ts'
import { aggregates as known } from './aggregates.ts'

/** A call of an aggregate; `isChained`: by `~>` it gets one argument more, at the front. */
interface AggregateCall {
  readonly aggregate: Aggregate
  readonly given: readonly SyntaxNode[]
  readonly isChained: boolean
}

/** Of a text that is no expression there are none. */
function aggregateCalls(text: string): readonly AggregateCall[] {
  const nodes = nodesIn(text)
  const chained = new Set(nodes.flatMap(({ type, rhs }) => (type === 'apply' ? [rhs] : [])))
  return nodes.flatMap((node) => {
    const { type, procedure, arguments: given = [] } = node
    const aggregate = procedure?.type === 'variable' ? known.get(String(procedure.value)) : undefined
    if (type !== 'function' || aggregate === undefined) return []
    return [{ aggregate, given, isChained: chained.has(node) }]
  })
}

function nodesIn(text: string): readonly SyntaxNode[] {
  try {
    return nodesOf(parseExpression(text))
  } catch {
    return []
  }
}

/** `$count()`: of what is summed up nothing is said, so that each window would fail. By `~>` it may be said before. */
export function emptyCall(text: string): SettingProblem | undefined {
  if (!/\(\s*\)/.test(text)) return undefined // most need not be parsed
  const found = aggregateCalls(text).find(({ given, isChained }) => given.length === 0 && !isChained)
  if (found === undefined) return undefined
  const { name, summary } = found.aggregate
  return {
    code: 'bad-expression',
    message: `$${name}() does not say what it is of`,
    expected: summary,
    remedy:
      name === 'count'
        ? 'for all events write $count($)'
        : `write $${name}(payload.c), with the field that is meant`,
  }
}

/**
 * An aggregate that JSONata does not have itself, called in a way in which it can't be kept up. One that is a function of
 * lists as well may get a list that was made, but no arithmetic, which fails on the lists that fields of many events are.
 */
export function wrongCall(text: string): SettingProblem | undefined {
  for (const { aggregate, given, isChained } of aggregateCalls(text)) {
    const { name, each, constants, summary } = aggregate
    const isOfLists = ruleFunctions.some((one) => one.name === name)
    if (isBuiltInName(name) && !isOfLists) continue
    const isWhole = given.length + (isChained ? 1 : 0) === each + constants
    if (isOfLists && isWhole && !given.slice(0, each).some(isArithmetic)) continue
    const paths = each === 2 ? 'two paths, such as payload.c and time' : 'a path, such as payload.c'
    const more = constants === 0 ? '' : `, then ${constants} number`
    return {
      code: 'bad-expression',
      message: `$${name}(...) cannot be called so: it takes ${paths}${more}, and nothing computed`,
      expected: summary,
      remedy: 'compute what is needed in a map node before the window',
    }
  }
  return undefined
}

const isArithmetic = ({ type, value }: SyntaxNode): boolean =>
  type === 'binary' && ['+', '-', '*', '/', '%'].includes(String(value))
