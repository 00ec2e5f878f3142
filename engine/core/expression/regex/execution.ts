import { holds } from './assertions.ts'
import { referBack } from './back-reference.ts'
import type { Instruction, Program } from './instruction.ts'
import { beginRun, FAILED, resumeRun } from './run.ts'
import { SearchState } from './search-state.ts'

/**
 * Carries out a program as ECMAScript prescribes: it tries one way after the other, in their order. What it can go
 * back to stands in frames, so that no pattern and no text makes calls nest; and where it has been at a place of the
 * text before, it does not go again.
 */
export class Execution {
  readonly state: SearchState
  readonly #program: Program
  /** The place that belongs to the instruction which a method has given. */
  #at = 0

  constructor(program: Program) {
    this.#program = program
    this.state = new SearchState(program)
  }

  /** Where the match that begins here ends, or FAILED; a failure leaves no trace but in what is remembered. */
  matchAt(start: number): number {
    const { state } = this
    const { text, meter } = state
    meter.count(1)
    let instruction: Instruction | undefined = this.#program.entry
    let at = start
    while (instruction !== undefined) {
      meter.count(1)
      let isRight = true
      switch (instruction.operation) {
        case 'set':
          isRight = at < text.length && instruction.set.has(text.charCodeAt(at))
          at++
          break
        case 'run':
          at = beginRun(state, instruction, at)
          isRight = at !== FAILED
          break
        case 'split':
          isRight = state.isNew(instruction, at)
          if (isRight) state.frames.push(instruction.id, at, 0)
          break
        case 'save':
        case 'mark':
          state.set(instruction.slot, at)
          break
        case 'reset':
          for (let slot = instruction.slot; slot < instruction.slotEnd; slot++) state.reset(slot)
          meter.count((instruction.slotEnd - instruction.slot) >> 2)
          break
        case 'check':
          isRight = state.slot(instruction.slot) !== at || this.#hadToBe(instruction)
          break
        case 'zero':
          state.set(instruction.slot, 0)
          break
        case 'count':
          instruction = this.#decide(instruction, at)
          continue
        case 'set-back':
          at--
          isRight = at >= 0 && instruction.set.has(text.charCodeAt(at))
          break
        case 'look':
          state.beginLook(instruction, at)
          instruction = instruction.other
          continue
        case 'look-end':
          isRight = this.#endLook(instruction.other)
          at = this.#at
          instruction = instruction.other
          break
        case 'back-reference':
          at = referBack(state, instruction, at)
          isRight = at !== FAILED
          break
        case 'match':
          return at
        default:
          isRight = holds(instruction.operation, text, at)
      }
      if (isRight) instruction = instruction.next
      else {
        instruction = this.#resume()
        at = this.#at
      }
    }
    return FAILED
  }

  /** Goes back to the latest way that has not been tried, if there is one. */
  #resume(): Instruction | undefined {
    const { frames, meter } = this.state
    while (frames.top > 0) {
      meter.count(1)
      frames.pop()
      if (frames.tag < 0) {
        this.state.restore()
        continue
      }
      const instruction = this.#program.instructions[frames.tag] as Instruction // the tag is its id
      this.#at = frames.first
      const next = this.#otherWay(instruction)
      if (next !== undefined) return next
    }
    return undefined
  }

  #otherWay(instruction: Instruction): Instruction | undefined {
    switch (instruction.operation) {
      case 'split':
        return instruction.other
      case 'run':
        this.#at = resumeRun(this.state, instruction)
        return this.#at === FAILED ? undefined : instruction.next
      case 'count':
        return instruction.isGreedy ? instruction.other : this.#turn(instruction)
      default:
        // A look-around whose body cannot match.
        return instruction.isNegated ? instruction.next : undefined
    }
  }

  /** At the head of a loop with a count: whether another turn comes. */
  #decide(head: Instruction, at: number): Instruction {
    const count = this.state.slot(head.slot)
    if (count < head.min) return this.#turn(head)
    if (count >= head.max) return head.other
    this.state.frames.push(head.id, at, 0)
    return head.isGreedy ? this.#turn(head) : head.other
  }

  #turn(head: Instruction): Instruction {
    this.state.set(head.slot, this.state.slot(head.slot) + 1)
    return head.next
  }

  /** Whether a turn that matched nothing is one of those that there have to be. */
  #hadToBe({ slotEnd: counter, min }: Instruction): boolean {
    return counter >= 0 && this.state.slot(counter) <= min
  }

  /** The body of a look-around has matched: the ways in which it could do so otherwise are not tried. */
  #endLook(look: Instruction): boolean {
    const { state } = this
    const { frames } = state
    const base = state.endLook(look)
    if (!look.isNegated) {
      this.#at = frames.firstAt(base)
      frames.dropAbove(base)
      return true
    }
    while (frames.top > base) {
      frames.pop()
      if (frames.tag < 0) state.restore()
    }
    return false
  }
}
