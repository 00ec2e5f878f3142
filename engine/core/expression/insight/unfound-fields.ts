import { nearestName } from '../nearest-name.ts'
import { parseExpression } from '../syntax.ts'
import { namedFieldsIn } from './fields.ts'
import { shownPath } from '../shown-path.ts'
import type { PathElement } from './place.ts'
import { Sample } from './sample.ts'

/** A field that an expression reads and that a sample does not have. */
export interface UnfoundField {
  /** As in FieldRead; one of them, where it could have been found at several places. */
  readonly path: readonly PathElement[]
  /** Where its name stands in the text, in characters: from the first to behind the last. */
  readonly from: number
  readonly to: number
  /** The name that may have been meant. */
  readonly suggestion: string | undefined
  readonly message: string
}

/**
 * Fields that are not there, in a sample of the input that has others in their place: most likely slips. Where a name may
 * mean several, it has to be missing from all of them. Of a field that stands behind another that is not there nothing is
 * said. Throws ExpressionError where the text is no expression.
 */
export function unfoundFields(text: string, sample: unknown): readonly UnfoundField[] {
  const there = new Sample(sample)
  return namedFieldsIn(parseExpression(text)).flatMap(({ name, end, of }) => {
    const [place] = of.places
    if (place === undefined || of.isOpen) return []
    if (![...of.places].every((one) => there.fieldsAt(one).length > 0)) return []
    const names = there.fieldsOf(of).map((field) => field.name)
    if (names.includes(name)) return []
    const suggestion = nearestName(name, names)
    const meant =
      suggestion === undefined
        ? `there are ${names.slice(0, mostNamed).join(', ')}`
        : `did you mean ${suggestion}?`
    const path = [...place.path, name]
    const from = end - lengthIn(text, end, name)
    return [{ path, from, to: end, suggestion, message: `the sample has no ${shownPath(path)}; ${meant}` }]
  })
}

const mostNamed = 8

/** A name may stand in backquotes, and in quotes where it is an argument. */
function lengthIn(text: string, end: number, name: string): number {
  return text.slice(0, end).endsWith(name) ? name.length : name.length + 2
}
