import type { Surroundings } from '../frame.ts'

/**
 * The quick way through an expression: right for an event that is as one expects (plain records with the fields that
 * are read, numbers where it calculates), and otherwise UNSURE; then the expression is evaluated in full from the
 * start. It never throws, makes no sequences and has no effects, so that starting again is always right.
 */
export type Quick = (input: Held, bindings: Bindings, surroundings: Surroundings | undefined) => unknown

export type Bindings = Readonly<Record<string, Held>> | undefined

export const UNSURE: unique symbol = Symbol('unsure')

/** Any value of the data, as far as it is read by names that nothing inherits: they give nothing on what is no record. */
export type Held = HeldRecord | null | undefined

interface HeldRecord {
  readonly [name: string]: Held
}

/** Reads one field. */
export type Reader = (input: Held) => Held
