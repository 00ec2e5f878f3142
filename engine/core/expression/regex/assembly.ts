import { Instruction } from './instruction.ts'
import { MAX_EMPTY_LOOPS, MAX_INSTRUCTIONS } from './limits.ts'

/** Where an instruction stands. */
export interface Place {
  /** Within a look-behind: what comes first in the text comes last. */
  readonly isBackward: boolean
  /** The slots of the marks of the loops around it, from the outermost, as far as the look-around goes. */
  readonly marks: readonly number[]
  /** The memory for where the matcher has been; none where a place alone does not say how it will go on. */
  readonly memory: number | undefined
}

/** The instructions of a program while it grows. */
export class Assembly {
  readonly instructions: Instruction[] = []
  readonly memories: number[] = [0]
  slotCount: number
  lookCount = 0

  constructor(groupCount: number) {
    this.slotCount = 2 * (groupCount + 1)
  }

  add(operation: Instruction['operation'], next?: Instruction): Instruction {
    if (this.instructions.length >= MAX_INSTRUCTIONS)
      throw new SyntaxError(
        'the regular expression is too large: its counted quantifiers make too much of it',
      )
    const instruction = new Instruction(this.instructions.length, operation)
    this.instructions.push(instruction)
    if (next !== undefined) {
      instruction.next = next
      instruction.refersBack = next.refersBack
    }
    return instruction
  }

  newSlot(): number {
    return this.slotCount++
  }

  newMemory(): number {
    return this.memories.push(0) - 1
  }

  /**
   * Lets the matcher remember that it has been at this instruction at a place of the text: it need not go there
   * again, since it would fail again. How it goes on must not depend on anything else: not on what groups have
   * matched, not on a count; and what marks say, which is whether a turn has matched anything yet, makes as many
   * points as there are marks, and one. (A turn of an outer loop has matched something if one of an inner has.)
   */
  remember(instruction: Instruction, { marks, memory }: Place): void {
    if (memory === undefined || instruction.refersBack || marks.length > MAX_EMPTY_LOOPS) return
    const point = this.memories[memory] ?? 0
    instruction.point = point
    instruction.memory = memory
    instruction.marks = marks
    this.memories[memory] = point + marks.length + 1
  }
}
