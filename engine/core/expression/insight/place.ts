/**
 * Stands in a path for names that only an event tells: `{ wild: '*' }` for one field of any name, `{ wild: '**' }` for as
 * many as there are, and for none. It is no text, so that a field that is called `*` stays a field; and it is plain, so that
 * it may be sent and stored as it is.
 */
export interface WildElement {
  readonly wild: '*' | '**'
}

export type PathElement = string | WildElement

export const anyField: WildElement = Object.freeze({ wild: '*' })
export const anyDepth: WildElement = Object.freeze({ wild: '**' })

/** A path from the input on. One path is one place, however often it is met; what they have in common they share. */
export class Place {
  readonly before: Place | undefined
  readonly element: PathElement | undefined
  private readonly further = new Map<PathElement, Place>()

  constructor(before?: Place, element?: PathElement) {
    this.before = before
    this.element = element
  }

  at(element: PathElement): Place {
    const known = this.further.get(element)
    if (known !== undefined) return known
    const place = new Place(this, element)
    this.further.set(element, place)
    return place
  }

  get path(): readonly PathElement[] {
    const elements: PathElement[] = []
    for (let at: Place = this; at.before !== undefined && at.element !== undefined; at = at.before)
      elements.push(at.element)
    return elements.toReversed()
  }
}
