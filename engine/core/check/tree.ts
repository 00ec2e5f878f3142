import { describe, type Json } from '../model/json.ts'

/** A path in a document, from its root: names of members and indexes of items. */
export type Path = readonly (string | number)[]

/** JSON as it was read, each part with where it begins: the offset in the text, in UTF-16 units. */
export type Tree = ObjectTree | ListTree | LeafTree

export interface ObjectTree {
  readonly kind: 'object'
  readonly at: number
  readonly members: ReadonlyMap<string, Member>
}

/** A member of an object; `keyAt` is where its name begins. */
export interface Member {
  readonly keyAt: number
  readonly value: Tree
}

export interface ListTree {
  readonly kind: 'list'
  readonly at: number
  readonly items: readonly Tree[]
}

export interface LeafTree {
  readonly kind: 'leaf'
  readonly at: number
  readonly value: string | number | boolean | null
}

/** The plain value of a tree. The reader lets no `__proto__` through, so that names are ordinary members. */
export function toJson(tree: Tree): Json {
  if (tree.kind === 'leaf') return tree.value
  if (tree.kind === 'list') return tree.items.map(toJson)
  return Object.fromEntries([...tree.members].map(([name, { value }]) => [name, toJson(value)]))
}

/** A short name of what stands there, for messages: `"abc"`, `a list of 3`, `an object`. */
export function describeTree(tree: Tree | undefined): string {
  if (tree === undefined) return 'nothing'
  if (tree.kind === 'leaf') return describe(tree.value)
  return tree.kind === 'list' ? `a list of ${tree.items.length}` : 'an object'
}

/**
 * Where the part at a path begins, or its name if `on` is `key`. Where the path leads out of the document, the last
 * part of it that is there.
 */
export function offsetOf(root: Tree | undefined, path: Path, on: 'key' | 'value'): number | undefined {
  let tree = root
  let found = root?.at
  for (const step of path) {
    if (tree?.kind === 'object' && typeof step === 'string') {
      const member = tree.members.get(step)
      if (member === undefined) return found
      found = on === 'key' ? member.keyAt : member.value.at
      tree = member.value
    } else if (tree?.kind === 'list' && typeof step === 'number' && tree.items[step] !== undefined) {
      tree = tree.items[step]
      found = tree.at
    } else return found
  }
  return found
}
