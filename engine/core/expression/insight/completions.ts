import { nearestName } from '../advice/nearest-name.ts'
import { otherNameOf } from '../advice/other-names.ts'
import {
  assignment,
  fieldCandidates,
  functionCandidates,
  ofContext,
  operators,
  quotedFieldCandidates,
  remoteCandidates,
  textCandidates,
  variableCandidates,
  words,
} from './candidates.ts'
import { type Candidate, type Completion, fitting } from './completion.ts'
import { type Cursor, cursorAt } from './cursor.ts'
import { plain } from './origin.ts'
import { Sample } from './sample.ts'
import type { Span } from './span.ts'
import { traceAt } from './trace-at.ts'

export type { Completion } from './completion.ts'

/** What may be written in place of a part of the text: of the name that is begun or stands there, or of nothing. */
export interface Completions extends Span {
  /** The best ones first. They fit what is typed: an editor has nothing to leave out or to sort. */
  readonly candidates: readonly Completion[]
}

/** What is known beside the text. */
export interface CompletionOptions {
  /** An input as they come, such as the last event. */
  readonly sample?: unknown
  /** Names of variables that are bound, where it is known with a value that they may have. */
  readonly variables?: readonly string[] | Readonly<Record<string, unknown>>
  /** Functions beside the built-in ones, or their names. */
  readonly functions?: readonly string[] | Readonly<Record<string, unknown>>
}

/** What may be written at a place in a text that need not be whole; `at` counts characters. Never throws. */
export function completionsAt(text: string, at: number, options: CompletionOptions = {}): Completions {
  const place = Math.max(0, Math.min(at, text.length))
  const cursor = cursorAt(text, place)
  const from = place - cursor.begun.length
  const found = candidatesAt(text, place, cursor, options)
  const rest = text.slice(place, cursor.to)
  if (isInFront(cursor, rest, found)) {
    const functions = found.filter(({ kind }) => kind === 'function')
    return { from, to: place, candidates: fitting(functions, cursor.begun) }
  }
  const candidates = fitting(found, cursor.begun)
  return { from, to: cursor.to, candidates: candidates.length > 0 ? candidates : alike(found, cursor.begun) }
}

/** A list of names, and not a record of what there is under each. */
const isNames = (given: readonly string[] | Readonly<Record<string, unknown>>): given is readonly string[] =>
  Array.isArray(given)

/** A function is put around a field that stands there: `$su|payload.c`. */
const isInFront = ({ place, begun }: Cursor, rest: string, found: readonly Candidate[]): boolean =>
  place === 'value' &&
  rest !== '' &&
  (begun === '' || begun.startsWith('$')) &&
  found.some(({ kind, insert }) => kind === 'field' && insert === rest)

function candidatesAt(
  text: string,
  at: number,
  cursor: Cursor,
  { sample: input, variables: given = {}, functions: lent = [] }: CompletionOptions,
): readonly Candidate[] {
  const { place, begun } = cursor
  if (place === 'other') return []
  if (place === 'operator') return cursor.isAssignable ? [assignment, ...operators] : operators
  const variables = isNames(given) ? Object.fromEntries(given.map((name) => [name, undefined])) : given
  const functions = isNames(lent) ? lent : Object.keys(lent)
  const { of, comparedWith, variables: assigned } = traceAt(text, at, cursor)
  const sample = new Sample(input)
  const texts = (quote: string): readonly Candidate[] =>
    comparedWith === undefined ? [] : textCandidates(comparedWith, sample, quote)
  if (place === 'text')
    return [
      ...(of === undefined ? [] : quotedFieldCandidates(of, sample, begun.charAt(0))),
      ...texts(begun.charAt(0)),
    ]
  const origin = of ?? plain
  const fields = fieldCandidates(origin, sample, place === 'value')
  if (begun.startsWith('`')) return fields
  const all = functionCandidates(functions, text.charAt(cursor.to) === '(')
  const named = variableCandidates(assigned, variables)
  if (place === 'value') {
    // A field of the event has no $, and is sought with one all the same.
    if (begun.startsWith('$'))
      return [...named, ...all, ...fields.map((field) => ({ ...field, isApart: true }))]
    return [...texts('"'), ...fields, ...remoteCandidates(origin, input, fields), ...named, ...words, ...all]
  }
  const values = sample.valuesOf(origin)
  const isNothing = values.length === 0 && !origin.isOpen && input !== undefined
  const ofValue = isNothing ? [] : ofContext(all, values)
  if (begun.startsWith('$')) return [...ofValue, ...named, ...all]
  // Of a number or text there is nothing but what functions make of it.
  return fields.length > 0 ? fields : ofValue
}

/** Where nothing begins so, what is spelt or called nearly so: `paylod`, `$avg`. */
function alike(found: readonly Candidate[], begun: string): readonly Completion[] {
  const sought = begun.replace(/^[$`"']/, '')
  if (sought.length < 3) return []
  const names = found.map(({ name }) => name)
  const meant = otherNameOf(sought, names) ?? nearestName(sought, names)
  const ones = found.filter(({ name }) => name === meant)
  return fitting(ones, meant ?? '')
}
