import type { Program } from './instruction.ts'
import { matchIsFinal, situationsOf, type Situation } from './situations.ts'

/** That a backtracking engine needs time in proportion to what it reads of the text, and how much. */
export interface LinearProof {
  /** Instructions at each place that is read, at most. */
  readonly work: number
  /** Instructions at a place on one way, at most. */
  readonly depth: number
  /** How far beyond the end of a match it may read, Infinity if that has no bound. */
  readonly beyond: number
}

/**
 * Proves that the pattern takes linear time, or gives undefined.
 *
 * A backtracking search goes through a tree: its nodes are the ways that lead from a start through the pattern,
 * each at a place of the text, and it goes through none twice. The situations hold all these ways, from all starts
 * at once; their number is finite, and they have been gone through for all texts. So no place of a text has more
 * nodes than the largest situation, and the search takes at most that much for each place that it reads. That it is
 * searched for from every place on is part of it. An engine may do less than the tree; where it may do more, the work
 * counts as much.
 */
export function proveLinear(program: Program): LinearProof | undefined {
  const situations = situationsOf(program)
  if (situations === undefined) return undefined
  const moments = situations.flatMap(({ outcomes }) => outcomes.map(({ moment }) => moment))
  return {
    work: Math.max(...moments.map(({ work }) => work)),
    depth: Math.max(...moments.map(({ depth }) => depth)),
    beyond: matchIsFinal(program) ? readBeyond(situations) : Infinity,
  }
}

/** Passes after which the longest way is taken for one without end, which costs only what it makes dearer. */
const MAX_PASSES = 50

/** How many characters behind the end of a match are read at most, on ways that come before it but fail. */
function readBeyond(situations: readonly Situation[]): number {
  const reads = new Map<Situation, number>()
  const farthest = (next: readonly Situation[]): number =>
    next.reduce((most, situation) => Math.max(most, reads.get(situation) ?? 0), 0)
  const found = situations.filter(({ ways, isFound }) => isFound && ways.length > 0)
  let hasChanged = true
  for (let pass = 0; hasChanged; pass++) {
    if (pass > MAX_PASSES) return Infinity
    hasChanged = false
    for (const situation of found) {
      const further = situation.outcomes.filter(({ moment }) => !moment.hasMatched)
      const most = 1 + Math.max(0, ...further.map(({ next }) => farthest(next)))
      if (most === reads.get(situation)) continue
      reads.set(situation, most)
      hasChanged = true
    }
  }
  const matched = situations.flatMap(({ outcomes }) => outcomes.filter(({ moment }) => moment.hasMatched))
  return 1 + Math.max(0, ...matched.map(({ next }) => farthest(next)))
}
