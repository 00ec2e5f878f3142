import { isBuiltInName } from '../../expression/functions/catalogue.ts'
import { parseExpression } from '../../expression/syntax.ts'
import { nodesOf } from '../../expression/syntax-walk.ts'
import type { SettingProblem } from '../../operator/setting.ts'
import { aggregates as known } from './aggregates.ts'

/** `$count()`: of what is summed up nothing is said, so that each window would fail. By `~>` it may be said before. */
export function emptyCall(text: string): SettingProblem | undefined {
  if (!/\(\s*\)/.test(text)) return undefined // most need not be parsed
  const nodes = nodesOf(parseExpression(text))
  const chained = new Set(nodes.flatMap(({ type, rhs }) => (type === 'apply' ? [rhs] : [])))
  for (const node of nodes) {
    const { type, procedure, arguments: given } = node
    const aggregate = procedure?.type === 'variable' ? known.get(String(procedure.value)) : undefined
    if (type !== 'function' || aggregate === undefined || given?.length !== 0 || chained.has(node)) continue
    const { name, summary } = aggregate
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
  return undefined
}

/** An aggregate that JSONata does not have itself, called in a way in which it can't be kept up. */
export function wrongCall(text: string): SettingProblem | undefined {
  for (const [call, name = ''] of text.matchAll(/\$(\w+)\s*\(/g)) {
    const aggregate = known.get(name)
    if (aggregate === undefined || isBuiltInName(name)) continue
    const paths = aggregate.each === 2 ? 'two paths, such as payload.c and time' : 'a path, such as payload.c'
    const constants = aggregate.constants === 0 ? '' : `, then ${aggregate.constants} number`
    return {
      code: 'bad-expression',
      message: `${call}...) cannot be called so: it takes ${paths}${constants}, and nothing computed`,
      expected: aggregate.summary,
      remedy: 'compute what is needed in a map node before the window',
    }
  }
  return undefined
}
