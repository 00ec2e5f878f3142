import { type Bounds, defaultBounds } from './bounds.ts'
import { ExpressionError } from './expression-error.ts'
import {
  BYTES_PER_CHARACTER,
  BYTES_PER_ELEMENT,
  BYTES_PER_FIELD,
  BYTES_PER_NUMBER,
  CHARACTERS_COMPARED_PER_ELEMENT,
  CHARACTERS_PER_ELEMENT,
  ELEMENTS_PER_STEP,
  FIELDS_AT_HAND,
  FEW_BYTES,
  LOOKS_PER_FIELD,
  LOOKS_TO_READ_FIELD,
  TIMES_FAR_FIELD,
} from './limits.ts'
import { STACK_BYTES } from './stack.ts'

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
  readonly bounds: Bounds
  /** What is left of the budget of steps, in elements looked at: a whole number, which V8 keeps in place. */
  looks: number
  bytes: number
  depth = 0
  /** What of the stack is in use, as stack.ts counts it. */
  stack = 0
  /** It has looked for a variable from outside under a name that it assigns only later. */
  hasLookedOutside = false
  /** A variable from outside was a function, which no result may hold. */
  hasMetFunction = false

  constructor(
    input: unknown,
    bindings: Readonly<Record<string, unknown>> | undefined,
    surroundings: Surroundings | undefined,
    bounds: Bounds = defaultBounds,
  ) {
    this.input = input
    this.bindings = bindings
    this.surroundings = surroundings
    this.bounds = bounds
    this.looks = bounds.steps * ELEMENTS_PER_STEP
    this.bytes = bounds.bytes
  }

  /** Pays for loops and calls; throws U1001 when the budget is used up. */
  spend(steps: number): void {
    this.looks -= steps * ELEMENTS_PER_STEP
    if (this.looks < 0) throw outOfSteps()
  }

  /** Pays for elements that are looked at: compared, searched, gone through. */
  look(elements: number): void {
    this.looks -= elements
    if (this.looks < 0) throw outOfSteps()
  }

  /** Pays for going through a text. */
  read(text: string): void {
    if (text.length >= CHARACTERS_PER_ELEMENT) this.look(Math.floor(text.length / CHARACTERS_PER_ELEMENT))
  }

  /** Pays for comparing two texts. */
  compare(left: string, right: string): void {
    const shorter = Math.min(left.length, right.length)
    if (shorter >= CHARACTERS_COMPARED_PER_ELEMENT)
      this.look(Math.floor(shorter / CHARACTERS_COMPARED_PER_ELEMENT))
  }

  /** Whether so little was made that the result cannot hold what was given more than a few dozen times. */
  get hasMadeLittle(): boolean {
    return this.bytes > this.bounds.bytes - FEW_BYTES
  }

  /** Pays for an array or object of so many elements, before or after it is made; throws U1001. */
  makeElements(elements: number): void {
    this.looks -= elements
    this.bytes -= (elements + 2) * BYTES_PER_ELEMENT
    if (this.looks < 0) throw outOfSteps()
    if (this.bytes < 0) throw outOfBytes(this.bounds)
    if (elements > this.bounds.elements) throw tooMany(this.bounds)
  }

  /** Looks whether a list that was paid for otherwise has not too many elements; throws U1001. */
  admit(list: readonly unknown[]): void {
    if (list.length > this.bounds.elements) throw tooMany(this.bounds)
  }

  /** Pays for the numbers of a range. */
  makeNumbers(count: number): void {
    this.looks -= count + ELEMENTS_PER_STEP
    this.bytes -= count * BYTES_PER_NUMBER
    if (this.looks < 0) throw outOfSteps()
    if (this.bytes < 0) throw outOfBytes(this.bounds)
    if (count > this.bounds.elements) throw tooMany(this.bounds)
  }

  /** Pays for going through the fields of an object. */
  readFields(fields: number): void {
    this.look(fields * LOOKS_TO_READ_FIELD * timesOf(fields))
  }

  /** Pays for the fields of an object. */
  makeFields(fields: number): void {
    this.look(fields * LOOKS_PER_FIELD * timesOf(fields))
    this.makeBytes(fields * BYTES_PER_FIELD)
  }

  /** Pays for what counts in bytes alone. */
  makeBytes(bytes: number): void {
    this.bytes -= bytes
    if (this.bytes < 0) throw outOfBytes(this.bounds)
  }

  /** Pays for a text. */
  makeText(characters: number): void {
    this.makeBytes(characters * BYTES_PER_CHARACTER)
    this.admitText(characters)
  }

  /** Looks whether a text that was paid for otherwise is not too long; throws U1001. */
  admitText(characters: number): void {
    if (characters > this.bounds.characters) throw tooLong(this.bounds)
  }

  /** Pays for what a built-in function has made. */
  made(value: unknown): void {
    if (typeof value === 'string') this.makeText(value.length)
    else if (Array.isArray(value)) this.makeElements(value.length)
  }

  /** Begins anew: for a run that many evaluations share. */
  renew(): void {
    this.looks = this.bounds.steps * ELEMENTS_PER_STEP
    this.bytes = this.bounds.bytes
    this.depth = 0
    this.stack = 0
  }

  /** Takes so much of the stack; whoever calls it gives it back by `leave`. Throws U1001. */
  enter(bytes: number): void {
    this.stack += bytes
    if (this.stack > STACK_BYTES) throw outOfStack()
  }

  leave(bytes: number): void {
    this.stack -= bytes
  }

  /** Goes one call deeper; whoever calls it goes up again by `ascend`. Throws U1001. */
  descend(bytes: number): void {
    if (++this.depth > this.bounds.depth) {
      throw new ExpressionError('U1001', {
        message: `more than ${this.bounds.depth} calls inside calls. ${ENDLESS_CALLS}`,
      })
    }
    this.enter(bytes)
  }

  ascend(bytes: number): void {
    this.depth--
    this.stack -= bytes
  }
}

const timesOf = (fields: number): number => (fields > FIELDS_AT_HAND ? TIMES_FAR_FIELD : 1)

const ENDLESS_CALLS = 'Look for a function that calls itself without end'

const outOfStack = (): ExpressionError =>
  new ExpressionError('U1001', {
    message: `calls inside calls that take more than ${STACK_BYTES / 1000} KB of stack. ${ENDLESS_CALLS}`,
  })

function outOfSteps(): ExpressionError {
  return new ExpressionError('U1001', {
    message:
      'it has used up its budget of steps. Look for an endless loop, or a long list gone through over and over',
  })
}

function tooMany({ elements }: Bounds): ExpressionError {
  return new ExpressionError('U1001', { message: `it makes a list of more than ${elements} elements` })
}

function tooLong({ characters }: Bounds): ExpressionError {
  return new ExpressionError('U1001', { message: `it makes a text of more than ${characters} characters` })
}

function outOfBytes({ bytes }: Bounds): ExpressionError {
  return new ExpressionError('U1001', {
    message: `it makes more than ${bytes / 1e6} MB of texts, arrays and objects on its way. Make less of them at once`,
  })
}

/** The variables of one block or one call of a function, by slot number. */
export class Frame {
  readonly parent: Frame | undefined
  readonly run: Run
  readonly slots: unknown[]
  /** What a text that was evaluated has assigned here, which nobody knew before. */
  late: Map<string, unknown> | undefined

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

/** Slots for so many variables, none of which has a value yet. */
export function unboundSlots(size: number): unknown[] {
  const slots: unknown[] = []
  for (let i = 0; i < size; i++) slots.push(UNBOUND)
  return slots
}
