import { placesOf } from './places.ts'
import type { Quick } from './quick.ts'

/** What an operator makes of the value of its operand, and of what is always the same. It takes UNSURE as well. */
type Finish<Constant> = (value: unknown, constant: Constant) => unknown

type MakeOne = <Constant>(operand: Quick, finish: Finish<Constant>, constant: Constant) => Quick

type MakeTwo = (left: Quick, right: Quick, finish: Finish<unknown>) => Quick

/*
 * As in readers.ts, each place in the source is for one operator of one expression: where V8 has seen but one operand and
 * one operator it puts them together, so that a whole expression becomes one piece of machine code without calls.
 */
const ONES: readonly MakeOne[] = [
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
  (of, finish, constant) => (input, bindings, now) => finish(of(input, bindings, now), constant),
]

const TWOS: readonly MakeTwo[] = [
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
  (a, b, finish) => (input, bindings, now) => finish(a(input, bindings, now), b(input, bindings, now)),
]

const ONE: MakeOne = (of, finish, constant) => (input, bindings, now) =>
  finish(of(input, bindings, now), constant)

const TWO: MakeTwo = (a, b, finish) => (input, bindings, now) =>
  finish(a(input, bindings, now), b(input, bindings, now))

const nextOne = placesOf(ONES, ONE)
const nextTwo = placesOf(TWOS, TWO)

/** The quick way of an operator with one operand. */
export const ofOne: MakeOne = (operand, finish, constant) => nextOne()(operand, finish, constant)

/** The quick way of an operator that always evaluates both of its operands. */
export const ofTwo: MakeTwo = (left, right, finish) => nextTwo()(left, right, finish)
