import { Frames } from './frames.ts'
import type { Instruction, Program } from './instruction.ts'
import { Meter, type Spend } from './meter.ts'
import { Visited } from './visited.ts'

const UNSET = -1

/** What a search knows at a moment, besides the instruction and the place at which it is. */
export class SearchState {
  readonly meter = new Meter()
  readonly frames = new Frames(this.meter)
  text = ''
  readonly #slots: Int32Array
  readonly #memories: readonly Visited[]
  /** How many words the frames took when each look-around began. */
  readonly #bases: Int32Array

  constructor({ slotCount, lookCount, memories }: Program) {
    this.#slots = new Int32Array(slotCount).fill(UNSET)
    this.#bases = new Int32Array(lookCount)
    this.#memories = memories.map((points) => new Visited(points, this.meter))
  }

  begin(text: string, from: number, spend: Spend): void {
    this.text = text
    this.meter.begin(spend)
    this.meter.count(1 + ((this.#slots.length + this.#memories.length) >> 3))
    for (const memory of this.#memories) memory.begin(from)
  }

  /** A search may have taken much memory, which it need not keep, and each begins with as little as the first. */
  end(): void {
    this.text = ''
    this.frames.clear()
    this.#slots.fill(UNSET)
    for (const memory of this.#memories) memory.clear()
  }

  slot(index: number): number {
    return this.#slots[index] as number // the program has as many as it uses
  }

  /** Sets a slot until the search goes back to before that. */
  set(index: number, value: number): void {
    this.frames.push(~index, this.slot(index), 0)
    this.#slots[index] = value
  }

  reset(index: number): void {
    if (this.slot(index) !== UNSET) this.set(index, UNSET)
  }

  /** Goes back to before a slot was set; the frame that says so has just been taken away. */
  restore(): void {
    this.#slots[~this.frames.tag] = this.frames.first
  }

  /** Whether the search has not been here before, or it may not matter that it has; remembers that it has. */
  isNew(instruction: Instruction, at: number): boolean {
    const { point, marks } = instruction
    if (point < 0) return true
    let progress = 0
    while (progress < marks.length && this.slot(marks[progress] as number) !== at) progress++
    return this.#memory(instruction).add(point + progress, at)
  }

  beginLook(look: Instruction, at: number): void {
    this.#bases[look.slot] = this.frames.top
    this.frames.push(look.id, at, 0)
  }

  /** Where the frames of a look-around begin; its body may be gone through again from now on. */
  endLook(look: Instruction): number {
    this.#memory(look).forget()
    return this.#bases[look.slot] as number // set when it began
  }

  #memory({ memory }: Instruction): Visited {
    return this.#memories[memory] as Visited // the program has as many as it uses
  }
}
