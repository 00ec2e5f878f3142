import type { Finding, Findings } from './findings.ts'
import { quoted, quotedList } from './quoted.ts'
import { describeTree, type Member, type Path, type Tree } from './tree.ts'

/** Whom a finding is about, beside its place. */
type Whom = Pick<Finding, 'node'>

/** Reads members of the expected kind; what is of another kind is reported and counts as not there. */
export function objectAt(
  findings: Findings,
  tree: Tree | undefined,
  place: Path,
  expected: string,
  whom: Whom = {},
): ReadonlyMap<string, Member> {
  if (tree?.kind === 'object') return tree.members
  if (tree !== undefined) wrongKind(findings, tree, place, expected, whom)
  return new Map()
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
  whom: Whom = {},
): string | undefined {
  if (tree?.kind === 'leaf' && typeof tree.value === 'string') return tree.value
  if (tree !== undefined) wrongKind(findings, tree, place, expected, whom)
  return undefined
}

/** Reports that something of another kind stands there. */
export function wrongKind(
  findings: Findings,
  tree: Tree | undefined,
  place: Path,
  expected: string,
  whom: Whom = {},
): void {
  findings.add({
    code: 'wrong-kind',
    message: `expected ${expected}, got ${describeTree(tree)}`,
    place,
    expected,
    ...whom,
  })
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
