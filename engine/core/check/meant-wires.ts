import type { Tree } from './tree.ts'

type Pair = readonly [from: string, to: string]

/** How many wires are shown. */
const most = 6

/** What stands between the ends of a wire where it is written as a text: `a -> b -> c`. */
const arrow = /\s*(?:-+>|=+>|→|>)\s*/

/** How wires are to be written that are written otherwise; undefined where nobody can tell. */
export function meantWires(tree: Tree): string | undefined {
  const pairs = pairsOf(tree)
  if (pairs.length === 0) return undefined
  const shown = pairs.slice(0, most).map(shownPair)
  return `write [${[...shown, ...(pairs.length > most ? ['...'] : [])].join(', ')}]`
}

/** The same of one wire, or of a row of them. */
export function meantWire(tree: Tree): string | undefined {
  const pairs = pairsOfWire(tree)
  return pairs.length === 0 ? undefined : `write ${pairs.slice(0, most).map(shownPair).join(', ')}`
}

const shownPair = (pair: Pair): string => `[${pair.map((end) => JSON.stringify(end)).join(', ')}]`

function pairsOf(tree: Tree): readonly Pair[] {
  if (tree.kind !== 'list') return pairsOfWire(tree)
  const texts = tree.items.map(textOf)
  const isRow = texts.every((text) => text !== undefined && !arrow.test(text))
  return isRow ? inARow(texts.flatMap((text) => text ?? [])) : tree.items.flatMap(pairsOfWire)
}

function pairsOfWire(tree: Tree): readonly Pair[] {
  if (tree.kind === 'leaf') {
    const ends = textOf(tree)?.trim().split(arrow) ?? []
    return ends.length > 1 && !ends.includes('') ? inARow(ends) : []
  }
  if (tree.kind === 'object') return ofMembers(tree)
  const ends = tree.items.map(textOf)
  return ends.includes(undefined) ? [] : inARow(ends.flatMap((end) => end ?? []))
}

/** What may stand for where a wire begins and ends, in objects. */
const names: readonly Pair[] = [
  ['from', 'to'],
  ['source', 'target'],
  ['source', 'destination'],
]

/** `{ "from": "a", "to": "b" }`, or `{ "a": "b" }` with any names. */
function ofMembers({ members }: Extract<Tree, { kind: 'object' }>): readonly Pair[] {
  const end = (name: string): string | undefined => textOf(members.get(name)?.value)
  const named = names.find((pair) => pair.every((name) => end(name) !== undefined))
  if (named !== undefined) return [[end(named[0]) ?? '', end(named[1]) ?? '']]
  return [...members].flatMap(([from, { value }]): readonly Pair[] => {
    const targets = value.kind === 'list' ? value.items.map(textOf) : [textOf(value)]
    return targets.flatMap((to): readonly Pair[] => (to === undefined ? [] : [[from, to]]))
  })
}

const inARow = (ends: readonly string[]): readonly Pair[] =>
  ends.length === 1 ? [[ends[0] ?? '', '...']] : ends.slice(1).map((to, at): Pair => [ends[at] ?? '', to])

const textOf = (tree: Tree | undefined): string | undefined =>
  tree?.kind === 'leaf' && typeof tree.value === 'string' ? tree.value : undefined
