import { union, type CharSet } from './char-set.ts'
import type { Instruction, Program } from './instruction.ts'

/** What is known of the places where a match can begin. */
export interface Beginnings {
  /** Only at the beginning of the text. */
  readonly isAnchored: boolean
  /** Only at one of these characters. */
  readonly first: CharSet | undefined
}

export function beginningsOf({ entry }: Program): Beginnings {
  return { isAnchored: isAnchored(entry), first: firstCharacters(entry) }
}

function isAnchored(entry: Instruction): boolean {
  return reached(entry, ({ operation }) => operation === 'start').every(
    ({ operation }) => operation === 'start',
  )
}

function firstCharacters(entry: Instruction): CharSet | undefined {
  const sets: CharSet[] = []
  for (const { operation, set, min } of reached(entry, () => false)) {
    if (operation === 'set' || operation === 'run') sets.push(set)
    const mayBeEmpty = operation === 'run' && min === 0
    const isUnknown = ['match', 'back-reference', 'count'].includes(operation) || mayBeEmpty
    if (isUnknown) return undefined
  }
  return union(sets)
}

/** The instructions that can be the first to decide something. */
function reached(entry: Instruction, isLast: (instruction: Instruction) => boolean): readonly Instruction[] {
  const seen = new Set([entry])
  const last: Instruction[] = []
  // The set grows while it is gone through.
  for (const instruction of seen) {
    switch (isLast(instruction) ? 'match' : instruction.operation) {
      case 'set':
      case 'set-back':
      case 'run':
      case 'count':
      case 'back-reference':
      case 'match':
        last.push(instruction)
        break
      case 'split':
        seen.add(instruction.next).add(instruction.other)
        break
      default:
        seen.add(instruction.next)
    }
  }
  return last
}
