import { LAST_CHARACTER, type CharSet } from './char-set.ts'
import type { Program } from './instruction.ts'

/**
 * Whether V8 misreads a pattern, so that it cannot be left to it: it goes wrong where a ^ comes behind a lazy loop over
 * all characters, and does not even find `(?:[^]*?x|)^` in ''.
 */
export function isMisread({ instructions }: Program): boolean {
  const lazy = instructions.filter(
    ({ operation, isGreedy, set }) => operation === 'run' && !isGreedy && isEverything(set),
  )
  // The set grows while it is gone through.
  const behind = new Set(lazy.map(({ next }) => next))
  for (const { operation, next, other } of behind) {
    if (operation === 'start') return true
    behind.add(next).add(other)
  }
  return false
}

function isEverything({ ranges }: CharSet): boolean {
  const [range] = ranges
  return range !== undefined && range[0] === 0 && range[1] === LAST_CHARACTER
}
