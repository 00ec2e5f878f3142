import { isObject } from '../../model/json.ts'
import type { Origin } from './origin.ts'
import type { PathElement, Place } from './place.ts'

/** So many elements of a list are looked at. */
export const mostLookedAt = 100
/** And so many values at one place. */
const mostValues = 10_000

/** A field of the objects at one place, with a value that it has; undefined where only the expression knows it. */
export interface SampleField {
  readonly name: string
  readonly value: unknown
}

/** An input as they come, to look up what there is at the places of an expression. */
export class Sample {
  private readonly known = new Map<Place, readonly unknown[]>()
  private readonly input: unknown

  constructor(input: unknown) {
    this.input = input
  }

  /** The fields that the values at one place have. */
  fieldsAt(place: Place): readonly SampleField[] {
    const found = new Map<string, unknown>()
    for (const value of this.valuesAt(place)) {
      if (!isObject(value)) continue
      for (const [name, inner] of Object.entries(value)) if (!found.has(name)) found.set(name, inner)
    }
    return [...found].map(([name, value]) => ({ name, value }))
  }

  /** The fields of whatever a value may be. */
  fieldsOf({ places, made }: Origin): readonly SampleField[] {
    const found = new Map<string, unknown>()
    for (const { name, value } of [...places].flatMap((place) => this.fieldsAt(place)))
      if (!found.has(name)) found.set(name, value)
    for (const name of made.keys()) if (!found.has(name)) found.set(name, undefined)
    return [...found].map(([name, value]) => ({ name, value }))
  }

  /** The values that it has there, lists gone through. */
  valuesOf({ places }: Origin): readonly unknown[] {
    return [...places].flatMap((place) => this.valuesAt(place)).filter((value) => value !== undefined)
  }

  /** The values there, lists on the way gone through; each place is looked at once, after the one before it. */
  private valuesAt(place: Place): readonly unknown[] {
    const way: Place[] = []
    let at: Place | undefined = place
    while (at !== undefined && !this.known.has(at)) {
      way.push(at)
      at = at.before
    }
    let values = (at === undefined ? undefined : this.known.get(at)) ?? [this.input]
    for (const next of way.toReversed()) {
      const { element } = next
      const inner = values.flatMap((value) =>
        element === undefined ? spread(value) : within(value, element),
      )
      // Behind `**` the same values are met over and over.
      values = [...new Set(inner)].slice(0, mostValues)
      this.known.set(next, values)
    }
    return values
  }
}

function within(value: unknown, element: PathElement): readonly unknown[] {
  if (typeof element !== 'string' && element.wild === '**') return descendants(value)
  if (!isObject(value)) return []
  if (typeof element !== 'string') return Object.values(value).flatMap(spread)
  return Object.hasOwn(value, element) ? spread(value[element]) : []
}

function descendants(value: unknown): readonly unknown[] {
  const found = [value]
  for (let at = 0; at < found.length && found.length < mostValues; at++) {
    const one = found[at]
    if (isObject(one)) for (const inner of Object.values(one)) found.push(...spread(inner))
  }
  return found
}

function spread(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, mostLookedAt).flatMap(spread).slice(0, mostLookedAt) : [value]
}

/** What a value is, in a word or two for a list to choose from: `12.5`, `"north"`, `list of 3`. */
export function shortly(value: unknown): string {
  if (Array.isArray(value)) return `list of ${value.length}`
  if (typeof value === 'string')
    return JSON.stringify(value.length > longest ? `${value.slice(0, longest)}…` : value)
  return isObject(value) ? 'object' : String(value)
}

const longest = 30
