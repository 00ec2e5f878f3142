import { symbolOf } from '../calling/signature.ts'
import type { SyntaxNode } from './syntax.ts'

/** The kind of what is written out, as signatures have it; undefined of what only an event tells. */
export function literalKind(node: SyntaxNode): string | undefined {
  const { type, value, predicate, group, keepArray, expressions = [] } = node
  if (predicate !== undefined || group !== undefined || keepArray === true) return undefined
  if (type === 'string' || type === 'number' || type === 'value') return symbolOf(value)
  if (type === 'lambda' || type === 'regex' || type === 'transform') return 'f'
  const [only] = expressions
  if (type === 'block' && only !== undefined && expressions.length === 1) return literalKind(only)
  if (type !== 'unary') return undefined
  return value === '{' ? 'o' : value === '[' ? 'a' : undefined
}
