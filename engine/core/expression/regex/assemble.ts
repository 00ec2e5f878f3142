import { Assembly, type Place } from './assembly.ts'
import { assembleRepeat } from './assemble-repeat.ts'
import type { Instruction, Program } from './instruction.ts'
import type { ParsedPattern } from './parse.ts'
import type { Look, Pattern } from './tree.ts'

/** Turns a pattern into instructions. */
export function assemble({ pattern, groupCount }: ParsedPattern): Program {
  const assembly = new Assembly(groupCount)
  const match = assembly.add('match')
  const entry = assemblePart(assembly, pattern, match, { isBackward: false, marks: [], memory: 0 })
  for (const instruction of assembly.instructions) instruction.follow = followOf(instruction)
  const { instructions, slotCount, lookCount, memories } = assembly
  return { entry, instructions, groupCount, slotCount, lookCount, memories, longest: pattern.longest }
}

/** Gives the instruction with which the pattern begins; it goes on to `next`, which is there already. */
function assemblePart(assembly: Assembly, pattern: Pattern, next: Instruction, place: Place): Instruction {
  switch (pattern.kind) {
    case 'characters': {
      const instruction = assembly.add(place.isBackward ? 'set-back' : 'set', next)
      instruction.set = pattern.set
      return instruction
    }
    case 'sequence': {
      const parts = place.isBackward ? pattern.parts : pattern.parts.toReversed()
      return parts.reduce((rest, part) => assemblePart(assembly, part, rest, place), next)
    }
    case 'choice':
      return assembleChoice(assembly, pattern.branches, next, place)
    case 'group': {
      const slots = [2 * pattern.index, 2 * pattern.index + 1] as const
      const [opening, closing] = place.isBackward ? [slots[1], slots[0]] : slots
      return save(
        assembly,
        opening,
        assemblePart(assembly, pattern.body, save(assembly, closing, next), place),
      )
    }
    case 'repeat':
      return assembleRepeat(assembly, pattern, next, place, assemblePart)
    case 'assertion':
      return assembly.add(pattern.what, next)
    case 'look':
      return assembleLook(assembly, pattern, next)
    case 'back-reference': {
      const instruction = assembly.add('back-reference', next)
      instruction.groups = pattern.indexes
      instruction.ignoresCase = pattern.ignoresCase
      instruction.isBackward = place.isBackward
      instruction.refersBack = true
      return instruction
    }
  }
}

function assembleChoice(
  assembly: Assembly,
  branches: readonly Pattern[],
  next: Instruction,
  place: Place,
): Instruction {
  const entries = branches.map((branch) => assemblePart(assembly, branch, next, place))
  return entries.reduceRight((rest, entry) => {
    const split = assembly.add('split', entry)
    split.other = rest
    split.refersBack ||= rest.refersBack
    assembly.remember(split, place)
    return split
  })
}

function save(assembly: Assembly, slot: number, next: Instruction): Instruction {
  const instruction = assembly.add('save', next)
  instruction.slot = slot
  return instruction
}

function assembleLook(
  assembly: Assembly,
  { isBehind, isNegated, body }: Look,
  next: Instruction,
): Instruction {
  const look = assembly.add('look', next)
  const end = assembly.add('look-end')
  // Whether its body matches does not depend on what is around it.
  const memory = assembly.newMemory()
  look.other = assemblePart(assembly, body, end, { isBackward: isBehind, marks: [], memory })
  look.refersBack ||= body.refersBack
  look.isNegated = isNegated
  look.slot = assembly.lookCount++
  look.memory = memory
  end.other = look
  return look
}

/** Only a run asks for it, to try no place where what follows cannot be. */
function followOf({ operation, next }: Instruction): Instruction['follow'] {
  if (operation !== 'run') return undefined
  let following = next
  while (['save', 'reset', 'mark', 'check', 'zero'].includes(following.operation)) following = following.next
  const takes = following.operation === 'set' || (following.operation === 'run' && following.min > 0)
  return takes ? following.set : undefined
}
