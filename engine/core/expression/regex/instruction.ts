import { CharSet } from './char-set.ts'
import type { Groups } from './tree.ts'

/**
 * - set: takes one character out of `set`; set-back: the one before the place
 * - run: takes from `min` to `max` characters out of `set`
 * - split: goes on with `next`, and if that fails with `other`
 * - save: keeps the place in `slot`; reset: forgets what the slots from `slot` to before `slotEnd` keep
 * - mark: keeps the place where a turn begins in `slot`; check: fails if the turn since then has matched nothing,
 *   unless it had to be
 * - zero, count: begin a loop whose turns are counted in `slot`; decide at its head whether another turn comes
 * - look: goes into the body of a look-around, which is `other`; look-end: its body has matched
 * - back-reference: takes what one of `groups` has matched
 * - match: the pattern has matched
 */
type Operation =
  | 'set'
  | 'set-back'
  | 'run'
  | 'split'
  | 'save'
  | 'reset'
  | 'mark'
  | 'check'
  | 'zero'
  | 'count'
  | 'look'
  | 'look-end'
  | 'back-reference'
  | 'start'
  | 'end'
  | 'line-start'
  | 'line-end'
  | 'boundary'
  | 'no-boundary'
  | 'match'

const nothing = new CharSet([])

/** One for all operations, so that they all have the same shape for V8; what an operation does not need is unset. */
export class Instruction {
  readonly id: number
  readonly operation: Operation
  next: Instruction = this
  other: Instruction = this
  set: CharSet = nothing
  /** What comes next takes a character of this set first, where that is known. */
  follow: CharSet | undefined = undefined
  min = 0
  max = 0
  slot = 0
  slotEnd = 0
  isGreedy = true
  isNegated = false
  isBackward = false
  ignoresCase = false
  groups: readonly number[] = []
  /** Whether what comes from here on depends on what groups have matched. */
  refersBack = false
  /** The number of this place among those that the matcher remembers, or -1; and in which of its memories. */
  point = -1
  memory = 0
  /** The slots of the marks of the loops around it, from the outermost. */
  marks: readonly number[] = []

  constructor(id: number, operation: Operation) {
    this.id = id
    this.operation = operation
  }
}

/** A pattern as instructions. */
export interface Program {
  readonly entry: Instruction
  /** By id. */
  readonly instructions: readonly Instruction[]
  readonly groupCount: number
  /** Those of the groups, two each, and then those that loops need. */
  readonly slotCount: number
  readonly lookCount: number
  /** How many points each memory has: the pattern's own and that of each look-around. */
  readonly memories: readonly number[]
  readonly longest: number
}

export const slotsOf = ([from, to]: Groups): Groups => [2 * from, 2 * to]
