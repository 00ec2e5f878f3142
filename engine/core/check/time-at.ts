import { isInYears } from '../model/instant.ts'
import { readTime } from '../model/written-time.ts'
import type { Findings } from './findings.ts'
import { describeTree, type Path, type Tree } from './tree.ts'

/** Reports what is no time of a test: ms since the epoch, a duration since then, or an ISO 8601 instant. */
export function timeAt(findings: Findings, tree: Tree | undefined, place: Path): void {
  if (tree === undefined) return
  const time = tree.kind === 'leaf' ? readTime(tree.value) : undefined
  if (time !== undefined && isInYears(time)) return
  findings.add({
    code: 'bad-time',
    message:
      time === undefined
        ? `expected a time, got ${describeTree(tree)}`
        : `expected a time in the years 0 to 9999, got ${describeTree(tree)}`,
    place,
    expected: 'whole ms, a duration such as "10s" from the beginning of 1970, or "2026-01-31T12:00:00Z"',
    remedy:
      time === undefined
        ? 'write "10s" for ten seconds into the test, or an instant such as "2026-01-31T12:00:00Z"'
        : 'give it in ms since 1970, not in microseconds or nanoseconds',
  })
}
