import { isObject } from '../../model/json.ts'
import { isEventField } from '../event-fields.ts'
import { nearestName } from '../advice/nearest-name.ts'
import { shownPath } from '../advice/shown-path.ts'
import type { SyntaxNode } from '../syntax/syntax.ts'
import { type Asked, askedIn } from './asked.ts'
import { type DeepField, deepFieldsOf } from './deep-fields.ts'
import { type NamedField, namedFieldsIn } from './fields.ts'
import type { PathElement, Place } from './place.ts'
import { Sample } from './sample.ts'
import { type Span, Spans } from './span.ts'
import { blank, treeAtLeastOf } from './unfinished.ts'
import { writtenName, writtenPath, writtenText } from './written-name.ts'

/** A field that an expression reads and that a sample does not have: its name stands there, in quotes if it has some. */
export interface UnfoundField extends Span {
  /** As in FieldRead; one of them, where it could have been found at several places. */
  readonly path: readonly PathElement[]
  /** What may have been meant: the name of a field, or the path to one. */
  readonly suggestion: string | undefined
  /** The suggestion as it is written in its place. */
  readonly insert: string | undefined
  readonly message: string
}

/**
 * Fields that are not there, in a sample of the input that has others in their place: most likely slips. Where a name may
 * mean several, it has to be missing from all of them. Nothing is said of a field that stands behind another that is not
 * there, nor of one that is asked for on purpose (`$exists(payload.c)`, `payload.c ?? 1`); and of a condition (`payload.on`)
 * only where it looks like a slip. Of a text that is not whole the beginning is looked at. Never throws.
 */
export function unfoundFields(text: string, sample: unknown): readonly UnfoundField[] {
  const tree = treeAtLeastOf(text)
  if (tree === undefined) return []
  const named = namedFieldsIn(tree).filter(({ name }) => name !== blank)
  const asked = askedFor(tree, named)
  const there = new Sample(sample)
  const spans = new Spans(text)
  const deep = deepFieldsOf(sample)
  const isEvent = isObject(sample) && Object.keys(sample).every(isEventField)

  return named.flatMap((field) => {
    const { name, end, of } = field
    const [place] = of.places
    if (place === undefined || of.isOpen) return []
    if (![...of.places].every((one) => there.fieldsAt(one).length > 0)) return []
    const names = there.fieldsOf(of).map((known) => known.name)
    const isOfEvent = isEvent && place.before === undefined
    if (names.includes(name) || (isOfEvent && isEventField(name))) return []
    // What an event may have is known.
    const reason = isOfEvent ? undefined : asked(field)
    if (reason === 'exists') return []
    const span = spans.endingAt(end)
    const isStep = spans.before(end) === '.'
    const meant = meantBy(field, names, isStep || isQuoted(text, span) ? [] : deep, text.charAt(span.from))
    if (reason === 'holds' && meant === undefined) return []
    const path = [...place.path, name]
    const hint =
      meant === undefined
        ? `there are ${names.slice(0, mostNamed).join(', ')}`
        : `did you mean ${meant.suggestion}?`
    const message = `the sample has no ${shownPath(path)}; ${hint}`
    return [{ path, ...span, suggestion: meant?.suggestion, insert: meant?.insert, message }]
  })
}

const mostNamed = 8

/** The name of a field in its place, or else the path to one that is elsewhere. */
function meantBy(
  { name, of }: NamedField,
  names: readonly string[],
  elsewhere: readonly DeepField[],
  quote: string,
): { readonly suggestion: string; readonly insert: string } | undefined {
  const near = nearestName(name, names)
  const isText = quote === '"' || quote === "'"
  if (near !== undefined)
    return { suggestion: near, insert: isText ? writtenText(near, quote) : writtenName(near, false) }
  const meant = nearestName(
    name,
    elsewhere.map(({ path }) => path.at(-1) ?? ''),
  )
  const found = elsewhere.find(({ path }) => path.at(-1) === meant)
  if (found === undefined) return undefined
  const isAtInput = [...of.places].every(({ before }) => before === undefined)
  const insert = `${isAtInput ? '' : '$$.'}${writtenPath(found.path)}`
  return { suggestion: insert, insert }
}

function isQuoted(text: string, { from }: Span): boolean {
  return text[from] === '"' || text[from] === "'"
}

/** Why the expression asks for a field, be it there or elsewhere: `$exists(payload.c) ? payload.c * 2`. */
function askedFor(tree: SyntaxNode, named: readonly NamedField[]): (field: NamedField) => Asked | undefined {
  const byEnd = askedIn(tree)
  const byPlace = new Map<Place, Asked>()
  for (const { name, end, of } of named) {
    const reason = byEnd.get(end)
    for (const place of reason === undefined ? [] : [...of.places].map((one) => one.at(name)))
      if (reason !== undefined && byPlace.get(place) !== 'exists') byPlace.set(place, reason)
  }
  return ({ name, end, of }) => {
    const elsewhere = [...of.places].map((place) => byPlace.get(place.at(name)))
    return byEnd.get(end) ?? (elsewhere.includes(undefined) ? undefined : elsewhere[0])
  }
}
