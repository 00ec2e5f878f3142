import { eventFields } from '../event-fields.ts'
import { builtInNames, nativeNamed } from '../functions/catalogue.ts'
import { symbolOf } from '../calling/signature.ts'
import type { Candidate } from './completion.ts'
import { deepFieldsOf } from './deep-fields.ts'
import type { Origin } from './origin.ts'
import { type Sample, shortly } from './sample.ts'
import { writtenName, writtenPath, writtenText } from './written-name.ts'

/** Fields of a value, of an event where there is no sample of it. */
export function fieldCandidates(of: Origin, sample: Sample, isFirst: boolean): readonly Candidate[] {
  const fields = sample.fieldsOf(of)
  const known =
    fields.length === 0 && isInput(of) ? eventFields.map((name) => ({ name, value: undefined })) : fields
  return known.map(({ name, value }) => ({
    name,
    label: name,
    insert: writtenName(name, isFirst),
    kind: 'field',
    detail: value === undefined ? '' : shortly(value),
  }))
}

const isInput = ({ places }: Origin): boolean => [...places].some(({ before }) => before === undefined)

/** Fields that are further within the input than those at hand: `payload.celsius` for who types `cel`. */
export function remoteCandidates(
  of: Origin,
  input: unknown,
  known: readonly Candidate[],
): readonly Candidate[] {
  const isAtHand = new Set(known.map(({ name }) => name))
  const start = isInput(of) ? '' : '$$.'
  return deepFieldsOf(input).flatMap(({ path, value }) => {
    const name = path.at(-1) ?? ''
    const written = `${start}${writtenPath(path)}`
    return isAtHand.has(name)
      ? []
      : [{ name, label: written, insert: written, kind: 'field', detail: shortly(value), isApart: true }]
  })
}

/** The names of fields as texts: for `$lookup(payload, "…")` and `payload."…"`. */
export const quotedFieldCandidates = (of: Origin, sample: Sample, quote: string): readonly Candidate[] =>
  sample.fieldsOf(of).map(({ name, value }) => ({
    name,
    label: name,
    insert: writtenText(name, quote),
    kind: 'field',
    detail: value === undefined ? '' : shortly(value),
  }))

/** Texts that the sample has in the place of what is compared. */
export function textCandidates(comparedWith: Origin, sample: Sample, quote: string): readonly Candidate[] {
  const texts = new Set(sample.valuesOf(comparedWith).filter((value) => typeof value === 'string'))
  return [...texts]
    .filter((text) => text.length <= longestText)
    .slice(0, mostTexts)
    .map((text) => ({
      name: text,
      label: text,
      insert: writtenText(text, quote),
      kind: 'text',
      detail: 'in the sample',
    }))
}

const longestText = 80
const mostTexts = 50

export function variableCandidates(
  assigned: readonly string[],
  bound: Readonly<Record<string, unknown>>,
): readonly Candidate[] {
  const names = new Set([...assigned.toReversed(), ...Object.keys(bound)])
  return [...names].map((name) => ({
    name,
    label: `$${name}`,
    insert: `$${name}`,
    kind: 'variable',
    detail: Object.hasOwn(bound, name) && !assigned.includes(name) ? shortly(bound[name]) : '',
  }))
}

/** With `isCalled` the bracket of the call is there. */
export function functionCandidates(more: readonly string[], isCalled: boolean): readonly Candidate[] {
  return [...new Set([...builtInNames(), ...more])].map((name) => {
    const signature = nativeNamed(name)?.signature
    const bracket = signature?.parameters.length === 0 ? '()' : '('
    return {
      name,
      label: `$${name}`,
      insert: `$${name}${isCalled ? '' : bracket}`,
      kind: 'function',
      detail: signature?.shown ?? '',
    }
  })
}

/** Those for which `value.$name()` works: they take what stands before for their first argument. Those for few kinds first. */
export function ofContext(functions: readonly Candidate[], values: readonly unknown[]): readonly Candidate[] {
  const found: { readonly candidate: Candidate; readonly kinds: number }[] = []
  for (const candidate of functions) {
    const first = nativeNamed(candidate.name)?.signature.parameters[0]
    if (first?.usesContext !== true) continue
    if (values.length === 0 || values.some((value) => first.kinds.includes(symbolOf(value))))
      found.push({ candidate, kinds: first.kinds.length })
  }
  return found.toSorted((one, other) => one.kinds - other.kinds).map(({ candidate }) => candidate)
}

const plain =
  (kind: Candidate['kind']) =>
  (label: string): Candidate => ({ name: label, label, insert: label, kind, detail: '' })

export const words: readonly Candidate[] = [
  ...['true', 'false', 'null'].map(plain('word')),
  { ...plain('word')('function'), insert: 'function(' },
]
export const operators = '= != < <= > >= + - * / % & and or in ? ?: ?? ~> . ['
  .split(' ')
  .map(plain('operator'))
export const assignment: Candidate = plain('operator')(':=')
