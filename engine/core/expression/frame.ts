import { ExpressionError } from './expression-error.ts'
import { MAX_CALL_DEPTH, MAX_STEPS } from './limits.ts'

/** What an expression may ask of whoever runs it. */
export interface Surroundings {
  /** Milliseconds since the epoch, for $now and $millis. */
  readonly now: number
  /** The next random number in [0, 1). */
  random(): number
}

/** One evaluation: what it was given, and how much of its bounds is left. */
export class Run {
  readonly input: unknown
  readonly bindings: Readonly<Record<string, unknown>> | undefined
  readonly surroundings: Surroundings | undefined
  steps: number
  depth = 0
  /** It has looked for a variable from outside under a name that it assigns only later. */
  hasLookedOutside = false

  constructor(
    input: unknown,
    bindings: Readonly<Record<string, unknown>> | undefined,
    surroundings: Surroundings | undefined,
    steps: number = MAX_STEPS,
  ) {
    this.input = input
    this.bindings = bindings
    this.surroundings = surroundings
    this.steps = steps
  }

  /** Pays for loops and calls; throws U1001 when the budget is used up. */
  spend(steps: number): void {
    this.steps -= steps
    if (this.steps < 0) {
      throw new ExpressionError('U1001', {
        message: 'it has used up its budget of steps. Look for an endless loop',
      })
    }
  }

  /** Goes one call deeper; whoever calls it goes up again by `depth--`. */
  descend(): void {
    if (++this.depth > MAX_CALL_DEPTH) {
      throw new ExpressionError('U1001', {
        message: `more than ${MAX_CALL_DEPTH} calls inside calls. Look for a function that calls itself without end`,
      })
    }
  }
}

/** The variables of one block or one call of a function, by slot number. */
export class Frame {
  readonly parent: Frame | undefined
  readonly run: Run
  readonly slots: unknown[]

  constructor(parent: Frame | undefined, run: Run, slots: unknown[]) {
    this.parent = parent
    this.run = run
    this.slots = slots
  }
}

/** A compiled piece of an expression. `undefined` means nothing. */
export type Code = (input: unknown, frame: Frame) => unknown

/** Marks a slot whose variable has not been given a value yet: an outer variable of that name still shows. */
export const UNBOUND: unique symbol = Symbol('unbound')
