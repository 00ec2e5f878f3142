import { Frame, UNBOUND } from '../frame.ts'
import type { Scope } from '../scope.ts'

/**
 * One way through a path so far: the value that was reached, under `@`, and what was bound on the way by `@$name` and
 * `#$name`, or for a `%` further on, under their names. It has no prototype, so that any name will do.
 */
export type Tuple = Record<string, unknown>

/** Gives what a tuple has bound a frame of its own. */
export type Opened = (tuple: Tuple, frame: Frame) => Frame

export function newTuple(...of: readonly (Tuple | undefined)[]): Tuple {
  // The object that is copied into has no prototype, and the type says no more than that it has fields.
  return Object.assign(Object.create(null) as Tuple, ...of)
}

/** For frames of this scope, which the run pays for: names that are not bound are those outside. */
export function opener({ slots }: Scope): Opened {
  const names = [...slots.keys()]
  return (tuple, frame) => {
    frame.run.look(names.length)
    const bound = names.map((name) => (Object.hasOwn(tuple, name) ? tuple[name] : UNBOUND))
    return new Frame(frame, frame.run, bound)
  }
}
