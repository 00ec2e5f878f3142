import type { Neighbour } from './alphabet.ts'
import type { Instruction } from './instruction.ts'
import type { AssertionKind } from './tree.ts'

/** A way that a search can have come: it waits at an instruction. */
export interface Way {
  readonly instruction: Instruction
  /** The characters that a run has taken so far; of several sets in a row, whether it has passed one. */
  readonly taken: number
}

/** What all the ways do at one place of a text, up to the next character. */
export interface Moment {
  /** Those that test the character, in the order in which a search tries them. */
  readonly tests: readonly Way[]
  /** Whether one has matched; those behind it are not tried then. */
  readonly hasMatched: boolean
  /** How many instructions are carried out, and how many at most on one way. */
  readonly work: number
  readonly depth: number
}

/** The marks that a way has set at this place. */
interface Marks {
  readonly slot: number
  readonly rest: Marks | undefined
}

interface Step extends Way {
  readonly marks: Marks | undefined
  readonly depth: number
  /** A test that comes after what is above it. */
  readonly isTest?: boolean
}

/**
 * Lets all ways go on at a place between two neighbours, up to the next character; undefined if that is more work
 * than `most` or there is an instruction that goes beyond this. No way is left out that a search could come: an
 * assertion is worked out, the body of a look-ahead and what follows it are gone into both, and a match cuts off
 * what is behind it only where no look-ahead has to match first.
 */
export function goOn(
  ways: readonly Way[],
  before: Neighbour,
  after: Neighbour,
  matchIsFinal: boolean,
  most: number,
): Moment | undefined {
  const tests: Way[] = []
  const steps: Step[] = ways.toReversed().map((way) => ({ ...way, marks: undefined, depth: 1 }))
  let hasMatched = false
  let work = 0
  let depth = 0
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    const { instruction, marks, taken } = step
    if (step.isTest === true) {
      tests.push({ instruction, taken })
      continue
    }
    work++
    if (work > most) return undefined
    depth = Math.max(depth, step.depth)
    const go = (to: Instruction, setMarks = marks): void => {
      steps.push({ instruction: to, taken: 0, marks: setMarks, depth: step.depth + 1 })
    }
    switch (instruction.operation) {
      case 'set':
        tests.push({ instruction, taken })
        if (taken === 0) work += rowBehind(instruction, most)
        break
      case 'run':
        if (!instruction.isGreedy && taken < instruction.max) steps.push({ ...step, isTest: true })
        if (taken >= instruction.min) go(instruction.next)
        if (instruction.isGreedy && taken < instruction.max) tests.push({ instruction, taken })
        break
      case 'split':
        go(instruction.other)
        go(instruction.next)
        break
      case 'save':
        go(instruction.next)
        break
      case 'reset': {
        const slots = instruction.slotEnd - instruction.slot
        work += slots
        steps.push({ instruction: instruction.next, taken: 0, marks, depth: step.depth + slots })
        break
      }
      case 'mark':
        go(instruction.next, { slot: instruction.slot, rest: marks })
        break
      case 'check':
        if (!isSet(marks, instruction.slot)) go(instruction.next)
        break
      case 'look':
        go(instruction.next)
        go(instruction.other)
        break
      case 'look-end':
        break
      case 'match':
        hasMatched = true
        if (matchIsFinal) steps.length = 0
        break
      case 'set-back':
      case 'zero':
      case 'count':
      case 'back-reference':
        return undefined
      default:
        if (mayHold(instruction.operation, before, after)) go(instruction.next)
    }
  }
  return { tests, hasMatched, work, depth }
}

/**
 * How many sets come straight behind one. V8 does not test a row of characters in order, so that it may have tested
 * all of them before it finds that the first does not fit.
 */
function rowBehind(first: Instruction, most: number): number {
  let count = 0
  let instruction = first.next
  for (; instruction.operation === 'set' && count <= most; instruction = instruction.next) count++
  return count
}

function isSet(marks: Marks | undefined, slot: number): boolean {
  for (let at = marks; at !== undefined; at = at.rest) if (at.slot === slot) return true
  return false
}

function mayHold(assertion: AssertionKind, before: Neighbour, after: Neighbour): boolean {
  switch (assertion) {
    case 'start':
      return before === 'none'
    case 'end':
      return after === 'none'
    case 'line-start':
      return before === 'none' || before === 'line-terminator'
    case 'line-end':
      return after === 'none' || after === 'line-terminator'
    case 'boundary':
      return (before === 'word') !== (after === 'word')
    case 'no-boundary':
      return (before === 'word') === (after === 'word')
  }
}
