import { alphabetOf, type Letter, type Neighbour } from './alphabet.ts'
import type { Instruction, Program } from './instruction.ts'
import { MAX_PROOF_WORK, MAX_SITUATIONS, MAX_WORK_AT_ONCE } from './limits.ts'
import { goOn, type Moment, type Way } from './moment.ts'

/** All that a search may be at together at one place of a text: the ways that it has come there from all starts. */
export interface Situation {
  readonly ways: readonly Way[]
  readonly before: Neighbour
  /** A match has been found, so the search begins nowhere else; other ways, which come before it, may go on. */
  readonly isFound: boolean
  /** What comes of it, for each kind of neighbour that can be behind the place. */
  readonly outcomes: Outcome[]
}

interface Outcome {
  readonly moment: Moment
  /** The situations at the next place, one for each letter. */
  readonly next: readonly Situation[]
}

/**
 * All situations in which a search for the pattern can be, whatever the text. A text is a way through them, so what
 * holds for each of them holds at each place of every text. Undefined if they are too many or one of them is too
 * much: those of `a*b` have one more way with each a, those of `(a|a)*b` twice as many.
 */
export function situationsOf(program: Program): readonly Situation[] | undefined {
  const exploration = new Exploration(program)
  return exploration.isComplete() ? exploration.situations : undefined
}

/** Where no look-ahead has to match besides, a match is one. */
export function matchIsFinal({ lookCount }: Program): boolean {
  return lookCount === 0
}

class Exploration {
  readonly #program: Program
  readonly #neighbours: Neighbours
  readonly #known = new Map<string, Situation>()
  readonly #agenda: Situation[] = []
  #work = 0

  constructor(program: Program) {
    this.#program = program
    this.#neighbours = new Neighbours(program)
  }

  get situations(): readonly Situation[] {
    return [...this.#known.values()]
  }

  isComplete(): boolean {
    const sets = this.#program.instructions.map(({ set }) => set).filter((set) => !set.isEmpty)
    const letters = alphabetOf(sets, MAX_PROOF_WORK)
    if (letters === undefined) return false
    // A search may begin behind any character.
    for (const before of this.#neighbours.kinds) this.#situation([], before, false)
    // The latest first: where situations grow, they soon come to what is too much.
    for (let next = this.#agenda.pop(); next !== undefined; next = this.#agenda.pop()) {
      for (const after of this.#neighbours.kinds) {
        const outcome = this.#outcome(next, after, letters)
        if (outcome === undefined) return false
        next.outcomes.push(outcome)
      }
      if (this.#known.size > MAX_SITUATIONS || this.#work > MAX_PROOF_WORK) return false
    }
    return true
  }

  #outcome(situation: Situation, after: Neighbour, letters: readonly Letter[]): Outcome | undefined {
    const { ways, before, isFound } = situation
    const all = isFound ? ways : [...ways, { instruction: this.#program.entry, taken: 0 }]
    const isFinal = matchIsFinal(this.#program)
    const moment = goOn(all, before, after, isFinal, MAX_WORK_AT_ONCE)
    if (moment === undefined) return undefined
    this.#work += moment.work
    const next = letters
      .filter(({ neighbour }) => this.#neighbours.told(neighbour) === after && after !== 'none')
      .map(({ code }) => {
        this.#work += moment.tests.length
        const passed = moment.tests.filter(({ instruction }) => instruction.set.has(code)).map(further)
        return this.#situation(passed, after, isFound || (moment.hasMatched && isFinal))
      })
    return { moment, next }
  }

  #situation(ways: readonly Way[], before: Neighbour, isFound: boolean): Situation {
    const key = `${before} ${isFound} ${ways.map(({ instruction, taken }) => `${instruction.id}:${taken}`).join()}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const situation: Situation = { ways, before, isFound, outcomes: [] }
    this.#known.set(key, situation)
    this.#agenda.push(situation)
    return situation
  }
}

/** Behind a character that it has tested. Beyond its minimum a run without a maximum need not count. */
function further({ instruction, taken }: Way): Way {
  const { operation, next, min, max } = instruction
  if (operation !== 'run') return { instruction: next, taken: next.operation === 'set' ? 1 : 0 }
  return { instruction, taken: max === Infinity ? Math.min(taken + 1, min) : taken + 1 }
}

/** The kinds of neighbours that the assertions of a program can tell from others. */
class Neighbours {
  readonly kinds: readonly Neighbour[]

  constructor({ instructions }: Program) {
    const has = (...operations: readonly Instruction['operation'][]): boolean =>
      instructions.some(({ operation }) => operations.includes(operation))
    const kinds: Neighbour[] = ['none', 'other']
    if (has('boundary', 'no-boundary')) kinds.push('word')
    if (has('line-start', 'line-end')) kinds.push('line-terminator')
    this.kinds = kinds
  }

  told(neighbour: Neighbour): Neighbour {
    return this.kinds.includes(neighbour) ? neighbour : 'other'
  }
}
