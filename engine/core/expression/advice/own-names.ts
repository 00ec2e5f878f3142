import type { SyntaxNode } from '../syntax/syntax.ts'
import { nodesOf } from '../syntax/syntax-walk.ts'

/** What is assigned or passed somewhere under a name may be another function there. */
export const ownNames = (tree: SyntaxNode): ReadonlySet<string | undefined> =>
  new Set(
    nodesOf(tree).flatMap(({ type, lhs, arguments: parameters = [] }) =>
      type === 'bind' ? [variableName(lhs)] : type === 'lambda' ? parameters.map(variableName) : [],
    ),
  )

/** Of a variable and nothing behind it. */
export const variableName = (node: SyntaxNode['lhs'] | SyntaxNode['procedure']): string | undefined => {
  const one = node !== undefined && 'type' in node ? node : undefined
  return one?.type === 'variable' && one.predicate === undefined ? String(one.value) : undefined
}
