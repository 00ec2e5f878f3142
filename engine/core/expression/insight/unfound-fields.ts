import { nearestName } from '../nearest-name.ts'
import { fieldsOf } from './fields.ts'
import { fieldsAt } from './sample.ts'

/** A field that an expression reads and that a sample does not have. */
export interface UnfoundField {
  readonly path: readonly string[]
  /** Where its name stands in the text, in characters: from the first to behind the last. */
  readonly from: number
  readonly to: number
  /** The name that may have been meant. */
  readonly suggestion: string | undefined
  readonly message: string
}

/**
 * Fields that are not there, in a sample of the input that has others in their place: most likely slips. Of a field that
 * stands behind another that is not there nothing is said. Throws ExpressionError where the text is no expression.
 */
export function unfoundFields(text: string, sample: unknown): readonly UnfoundField[] {
  return fieldsOf(text).flatMap(({ path, end }) => {
    const name = path.at(-1) ?? ''
    const names = fieldsAt(sample, path.slice(0, -1)).map((field) => field.name)
    if (names.length === 0 || names.includes(name)) return []
    const suggestion = nearestName(name, names)
    const meant =
      suggestion === undefined
        ? `there are ${names.slice(0, mostNamed).join(', ')}`
        : `did you mean ${suggestion}?`
    const from = end - lengthIn(text, end, name)
    return [{ path, from, to: end, suggestion, message: `the sample has no ${path.join('.')}; ${meant}` }]
  })
}

const mostNamed = 8

/** A name may stand in backquotes, and in quotes where it is an argument. */
function lengthIn(text: string, end: number, name: string): number {
  return text.slice(0, end).endsWith(name) ? name.length : name.length + 2
}
