import type { SyntaxNode } from '../syntax/syntax.ts'
import { anyDepth, anyField, type PathElement, type Place } from './place.ts'

/** What is known of where a value comes from. It may be several things, as behind a condition; lists are their elements. */
export interface Origin {
  /** The parts of the input that it may be. */
  readonly places: ReadonlySet<Place>
  /** The fields of the objects written out in the expression that it may be. */
  readonly made: ReadonlyMap<string, Origin>
  /** The functions of the expression that it may be. */
  readonly functions: ReadonlySet<Closure>
  /** It may be something else, too, of which nothing is known. */
  readonly isOpen: boolean
}

/**
 * A function of the expression, with what it sees where it stands: one that is written out, `$f(?, 1)`, `$f ~> $g`, or the name
 * of a built-in one.
 */
export interface Closure {
  readonly node: SyntaxNode
  readonly scope: Scope
  readonly context: Origin
}

/** The variables of a block or function. */
export interface Scope {
  readonly names: Map<string, Origin>
  readonly outer: Scope | undefined
  /** In how many parts that may be left out one stands: what is assigned there may not have been. */
  branches: number
}

const none = { places: new Set<Place>(), made: new Map(), functions: new Set<Closure>() }

/** Nothing, or a text, number or truth: it has no fields. */
export const plain: Origin = { ...none, isOpen: false }
export const unknown: Origin = { ...none, isOpen: true }

export const ofPlace = (place: Place): Origin => ({ ...plain, places: new Set([place]) })
export const ofFunction = (closure: Closure): Origin => ({ ...plain, functions: new Set([closure]) })
export const ofObject = (made: ReadonlyMap<string, Origin>, isOpen: boolean): Origin => ({
  ...plain,
  made,
  isOpen,
})

/** What can be one or the other of so many things may as well be anything. */
const mostPlaces = 32
const mostFields = 1_000

/** One or the other, or both. */
export function either(one: Origin, other: Origin): Origin {
  if (one === other || isWithin(other, one)) return one
  if (isWithin(one, other)) return other
  if (one.made.size + other.made.size > mostFields) return unknown
  const places = [...new Set([...one.places, ...other.places])]
  const made = new Map(one.made)
  for (const [name, origin] of other.made) {
    const known = made.get(name)
    made.set(name, known === undefined ? origin : either(known, origin))
  }
  return {
    places: new Set(places.slice(0, mostPlaces)),
    made,
    functions: new Set([...one.functions, ...other.functions]),
    isOpen: one.isOpen || other.isOpen || places.length > mostPlaces,
  }
}

export const eitherOf = (origins: readonly Origin[]): Origin => origins.reduce(either, plain)

/** Whether it says no more than the other. */
const isWithin = (one: Origin, other: Origin): boolean =>
  (other.isOpen || !one.isOpen) &&
  [...one.places].every((place) => other.places.has(place)) &&
  [...one.functions].every((closure) => other.functions.has(closure)) &&
  [...one.made].every(([name, origin]) => other.made.get(name) === origin)

/** A field of it. */
export function fieldOf(origin: Origin, name: string): Origin {
  return either(at(origin, name), origin.made.get(name) ?? plain)
}

/** Any of its fields. */
export function anyFieldOf(origin: Origin): Origin {
  return either(at(origin, anyField), eitherOf([...origin.made.values()]))
}

/** Itself and all that is in it. */
export function descendantsOf(origin: Origin): Origin {
  const below = at(origin, anyDepth)
  return origin.made.size === 0 ? below : either(below, unknown)
}

function at({ places, isOpen }: Origin, element: PathElement): Origin {
  if (places.size === 0) return isOpen ? unknown : plain
  return { ...none, places: new Set([...places].map((place) => place.at(element))), isOpen }
}
