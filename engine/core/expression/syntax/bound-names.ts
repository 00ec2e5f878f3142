import type { SyntaxNode } from './syntax.ts'

/** Of each node, since all around it ask for the same. */
const found = new WeakMap<object, ReadonlySet<string>>()
const nothing: ReadonlySet<string> = new Set()

/**
 * The names that paths bind in a node and below it. Of a node, or of a part of one: a list of nodes, a pair, and whatever
 * else there is in a tree.
 */
export function boundNames(part: object): ReadonlySet<string> {
  const known = found.get(part)
  if (known !== undefined) return known
  const names = new Set(boundAt(part))
  for (const child of Object.values(part))
    if (typeof child === 'object' && child !== null) for (const name of boundNames(child)) names.add(name)
  const kept = names.size === 0 ? nothing : names
  found.set(part, kept)
  return kept
}

function boundAt(part: Partial<SyntaxNode>): readonly string[] {
  const { focus, index, ancestor, type, value } = part
  const names = [focus, index, ancestor?.label, type === 'index' ? value : undefined]
  return names.filter((name) => typeof name === 'string')
}
