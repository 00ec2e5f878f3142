import { parseSync } from 'oxc-parser'

/** A node of the syntax tree (ESTree, with TypeScript's additions). */
export type SyntaxNode = { readonly type: string; readonly start: number; readonly [key: string]: unknown }

export type Parsed = { readonly program: SyntaxNode } | { readonly error: string }

export function parse(path: string, text: string): Parsed {
  const { program, errors } = parseSync(path, text)
  const [error] = errors
  if (error !== undefined) return { error: error.message }
  return isNode(program) ? { program } : { error: 'the parser gave no program' }
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

/** The node under a key, if there is one. */
export function child(node: SyntaxNode, key: string): SyntaxNode | undefined {
  const value = node[key]
  return isNode(value) ? value : undefined
}

/** The nodes right below one, in the order of the text. */
export function children(node: SyntaxNode): readonly SyntaxNode[] {
  return Object.values(node).flatMap((value) =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
  )
}

/** A node and all below it. */
export function* walk(node: SyntaxNode): Generator<SyntaxNode> {
  yield node
  for (const below of children(node)) yield* walk(below)
}

/** What a string literal, or a template without places to fill, holds; undefined for anything else. */
export function literalText(node: SyntaxNode | undefined): string | undefined {
  if (node === undefined) return undefined
  if (node.type === 'Literal' && typeof node['value'] === 'string') return node['value']
  const parts = node.type === 'TemplateLiteral' ? children(node) : []
  const value = parts.length === 1 ? parts[0]?.['value'] : undefined
  const cooked: unknown =
    typeof value === 'object' && value !== null && 'cooked' in value ? value.cooked : undefined
  return typeof cooked === 'string' ? cooked : undefined
}

/** The name of an identifier; undefined for anything else. */
export function identifierName(node: SyntaxNode | undefined): string | undefined {
  const name = node?.type === 'Identifier' ? node['name'] : undefined
  return typeof name === 'string' ? name : undefined
}
