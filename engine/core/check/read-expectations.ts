import type { Findings } from './findings.ts'
import { quoted } from './quoted.ts'
import { timeAt } from './time-at.ts'
import type { Path, Tree } from './tree.ts'
import { listAt, namedAt, objectAt } from './tree-reader.ts'

/** Reads what is expected, by name, and gives the names of the fields of each result. */
export function readExpectations(
  findings: Findings,
  tree: Tree | undefined,
  place: Path,
): ReadonlyMap<string, readonly (readonly string[])[]> {
  const expected = namedAt(findings, tree, place, 'lists of results by node')
  return new Map(
    [...expected].map(([name, { value }]) => {
      const at = [...place, name]
      const results = listAt(findings, value, at, 'a list of results').map((result, index) => {
        const what = `a result: an object such as { "payload": ... } with what matters of what ${quoted(name)} gives`
        const members = objectAt(findings, result, [...at, index], what)
        for (const field of ['time', 'at']) timeAt(findings, members.get(field)?.value, [...at, index, field])
        return [...members.keys()]
      })
      return [name, results]
    }),
  )
}
