import type { Finding, Findings } from './findings.ts'
import { quoted, quotedList } from './quoted.ts'
import { describeTree, type Member, type Path, type Tree } from './tree.ts'

/** Whom a finding is about, beside its place, and how to mend it. */
type About = Pick<Finding, 'node' | 'remedy'>

/** Reads members of the expected kind; what is of another kind is reported and counts as not there. */
export function objectAt(
  findings: Findings,
  tree: Tree | undefined,
  place: Path,
  expected: string,
  about: About = {},
): ReadonlyMap<string, Member> {
  if (tree?.kind === 'object') return tree.members
  if (tree !== undefined) wrongKind(findings, tree, place, expected, about)
  return new Map()
}

/** The same of what stands by name, and is often written as a list of objects that hold their names. */
export function namedAt(
  findings: Findings,
  tree: Tree | undefined,
  place: Path,
  expected: string,
): ReadonlyMap<string, Member> {
  return objectAt(findings, tree, place, expected, { remedy: byName(tree, place.at(-1)) })
}

function byName(tree: Tree | undefined, member: string | number | undefined): string | undefined {
  if (tree?.kind !== 'list') return undefined
  const names = tree.items.flatMap((item) => {
    const name = item.kind === 'object' ? (item.members.get('id') ?? item.members.get('name'))?.value : item
    return name?.kind === 'leaf' && typeof name.value === 'string' ? [name.value] : []
  })
  const shown = (names.length === 0 ? ['its-name'] : names.slice(0, 2)).map(
    (name) => `${quoted(name)}: { ... }`,
  )
  const more = tree.items.length > shown.length ? ', ...' : ''
  return `write an object, with each under its name: ${quoted(String(member))}: { ${shown.join(', ')}${more} }`
}

export function listAt(
  findings: Findings,
  tree: Tree | undefined,
  place: Path,
  expected: string,
): readonly Tree[] {
  if (tree?.kind === 'list') return tree.items
  if (tree !== undefined) wrongKind(findings, tree, place, expected)
  return []
}

export function textAt(
  findings: Findings,
  tree: Tree | undefined,
  place: Path,
  expected: string,
  about: About = {},
): string | undefined {
  if (tree?.kind === 'leaf' && typeof tree.value === 'string') return tree.value
  if (tree !== undefined) wrongKind(findings, tree, place, expected, about)
  return undefined
}

/** Reports that something of another kind stands there. */
export function wrongKind(
  findings: Findings,
  tree: Tree | undefined,
  place: Path,
  expected: string,
  about: About = {},
): void {
  const message = `expected ${expected}, got ${describeTree(tree)}`
  findings.add({ code: 'wrong-kind', message, place, expected, ...about })
}

/** Reports each name that is not one of those known there, with the one that may have been meant. */
export function onlyKnown(
  findings: Findings,
  members: ReadonlyMap<string, Member>,
  place: Path,
  known: readonly string[],
  what: string,
): void {
  const free = known.filter((name) => !members.has(name))
  for (const name of members.keys()) {
    if (known.includes(name)) continue
    findings.add({
      code: 'unknown-name',
      message: `${what} has no member ${quoted(name)}`,
      place: [...place, name],
      on: 'key',
      expected: quotedList(known, known.length),
      remedy: (nearest) => {
        const near = nearest(name, free)
        return near === undefined
          ? 'take it out; words for people go into "note", drawing into "layout"'
          : `did you mean ${quoted(near)}?`
      },
    })
  }
}
