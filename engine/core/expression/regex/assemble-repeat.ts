import type { Assembly, Place } from './assembly.ts'
import { type Instruction, slotsOf } from './instruction.ts'
import { copiesOf, type Pattern, type Repeat } from './tree.ts'

type AssemblePart = (assembly: Assembly, pattern: Pattern, next: Instruction, place: Place) => Instruction

/** Copies of a single character in a look-behind, which knows no runs. */
const FEW = 4

export function assembleRepeat(
  assembly: Assembly,
  repeat: Repeat,
  next: Instruction,
  place: Place,
  assemblePart: AssemblePart,
): Instruction {
  const { form, body, min, max } = repeat
  const isRun = form === 'run' && !place.isBackward
  if (isRun && body.kind === 'characters') {
    const run = assembly.add('run', next)
    run.set = body.set
    run.min = min
    run.max = max
    run.isGreedy = repeat.isGreedy
    assembly.remember(run, place)
    return run
  }
  const turns = new Turns(assembly, repeat, place, assemblePart)
  const isCounted = form === 'counted' || (form === 'run' && copiesOf(body, min, max) > FEW)
  return isCounted ? turns.counted(next) : turns.copied(next)
}

/** Assembles the turns of one quantifier. */
class Turns {
  readonly #assembly: Assembly
  readonly #repeat: Repeat
  readonly #place: Place
  readonly #assemblePart: AssemblePart
  /** A turn that can match nothing needs a mark to tell whether it did. */
  readonly #mark: number | undefined

  constructor(assembly: Assembly, repeat: Repeat, place: Place, assemblePart: AssemblePart) {
    this.#assembly = assembly
    this.#repeat = repeat
    this.#place = place
    this.#assemblePart = assemblePart
    const mayBeEmpty = repeat.body.shortest === 0 && repeat.max > repeat.min
    this.#mark = mayBeEmpty ? assembly.newSlot() : undefined
  }

  /** Turns that have to be, then either a loop or as many turns that may be. */
  copied(next: Instruction): Instruction {
    const { min, max, body } = this.#repeat
    if (max !== Infinity) {
      let entry = next
      for (let i = min; i < max; i++) entry = this.#optional(entry, next)
      return this.#required(min, entry)
    }
    const needsOwnTurn = min === 0 || body.shortest === 0
    return needsOwnTurn
      ? this.#required(min, this.#loop(next))
      : this.#required(min - 1, this.#loopAfter(next))
  }

  /** One body for all turns. What a place within it leads to depends on the count, so that is not remembered. */
  counted(next: Instruction): Instruction {
    const { min, max, isGreedy } = this.#repeat
    const slot = this.#assembly.newSlot()
    const head = this.#head('count', next)
    head.slot = slot
    head.min = min
    head.max = max
    head.isGreedy = isGreedy
    head.other = next
    head.next = this.#turn(head, { ...this.#place, memory: undefined }, slot)
    const zero = this.#assembly.add('zero', head)
    zero.slot = slot
    return zero
  }

  #required(count: number, next: Instruction): Instruction {
    let entry = next
    for (let i = 0; i < count; i++) entry = this.#body(entry, this.#place)
    return entry
  }

  /** `x*` */
  #loop(next: Instruction): Instruction {
    const head = this.#head('split', next)
    this.#branch(head, this.#turn(head, this.#place), next)
    return head
  }

  /** `x+`, where a turn cannot match nothing: the decision comes after the turn. */
  #loopAfter(next: Instruction): Instruction {
    const head = this.#head('split', next)
    const entry = this.#body(head, this.#place)
    this.#branch(head, entry, next)
    return entry
  }

  /** `x?` that goes on to `then`, or straight to `next` without it. */
  #optional(then: Instruction, next: Instruction): Instruction {
    const head = this.#head('split', next)
    this.#branch(head, this.#turn(then, this.#place), next)
    return head
  }

  #head(operation: 'split' | 'count', next: Instruction): Instruction {
    const head = this.#assembly.add(operation, next)
    head.refersBack ||= this.#repeat.refersBack
    if (operation === 'split') this.#assembly.remember(head, this.#place)
    return head
  }

  #branch(head: Instruction, turn: Instruction, next: Instruction): void {
    head.next = this.#repeat.isGreedy ? turn : next
    head.other = this.#repeat.isGreedy ? next : turn
  }

  /** A turn that may be, and is none if it matches nothing. `counter` is the slot of the count, if there is one. */
  #turn(then: Instruction, place: Place, counter = -1): Instruction {
    if (this.#mark === undefined) return this.#body(then, place)
    const check = this.#assembly.add('check', then)
    check.slot = this.#mark
    check.slotEnd = counter
    check.min = this.#repeat.min
    const body = this.#body(check, { ...place, marks: [...place.marks, this.#mark] })
    const mark = this.#assembly.add('mark', body)
    mark.slot = this.#mark
    return mark
  }

  /** Each turn begins with its groups unset. */
  #body(then: Instruction, place: Place): Instruction {
    const entry = this.#assemblePart(this.#assembly, this.#repeat.body, then, place)
    const [slot, slotEnd] = slotsOf(this.#repeat.groups)
    if (slot === slotEnd) return entry
    const reset = this.#assembly.add('reset', entry)
    reset.slot = slot
    reset.slotEnd = slotEnd
    return reset
  }
}
