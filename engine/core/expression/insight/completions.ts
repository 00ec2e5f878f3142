import { eventFields } from '../event-fields.ts'
import { ExpressionError } from '../expression-error.ts'
import { builtInNames, nativeNamed } from '../functions/catalogue.ts'
import { parseExpression, type SyntaxNode } from '../syntax.ts'
import { type Cursor, cursorAt } from './cursor.ts'
import { either, type Origin, unknown } from './origin.ts'
import { Sample, shortly } from './sample.ts'
import { Tracer } from './tracer.ts'

/** What may be written at a place in an expression. */
export interface Completion {
  /** What is shown: the name as it is. */
  readonly label: string
  /** What is written: a name with a space in backquotes. */
  readonly insert: string
  readonly kind: 'field' | 'variable' | 'function' | 'operator' | 'word'
  /** A word more: a value from the sample, a signature. */
  readonly detail: string
}

export interface Completions {
  /** What they take the place of, in characters of the text. */
  readonly from: number
  readonly to: number
  /** Those that begin as what is typed first, in the order of names; then those that have it somewhere. */
  readonly candidates: readonly Completion[]
}

/** What is known beside the text. */
export interface Surroundings {
  /** An input as they come, such as the last event. */
  readonly sample?: unknown
  /** Names of variables that are bound, with a value that they may have. */
  readonly variables?: Readonly<Record<string, unknown>>
  /** Names of functions beside the built-in ones. */
  readonly functions?: readonly string[]
}

/** What may be written at a place in a text that need not be whole; `at` counts characters. Never throws. */
export function completionsAt(text: string, at: number, surroundings: Surroundings = {}): Completions {
  const head = text.slice(0, at)
  const cursor = cursorAt(head)
  const { begun } = cursor
  const from = at - begun.length
  const candidates = cursor.isQuoted ? [] : candidatesFor(head, text.slice(at), cursor, surroundings)
  return { from, to: at, candidates: fitting(candidates, begun.replace(/^`/, '')) }
}

/** Stands for the name that is not written yet. No one writes it: its first letter is of the area for private use. */
const blank = '\u{F8FF}blank'

function candidatesFor(
  head: string,
  tail: string,
  cursor: Cursor,
  surroundings: Surroundings,
): readonly Completion[] {
  const { begun, isAfterValue } = cursor
  if (isAfterValue) return operators
  const before = head.slice(0, head.length - begun.length)
  const traced = trace(before, tail.replace(/^[\p{L}\p{N}_]*`?/u, ''), cursor.closing)
  const isField = /\.\s*$/.test(before)
  const names = [...variablesOf(traced.variables, surroundings), ...functionsOf(surroundings)]
  if (begun.startsWith('$')) return names
  const fields = fieldsOf(traced.origin, surroundings.sample)
  if (begun.startsWith('`')) return fields
  if (isField) return [...fields, ...functionsOf(surroundings)]
  return [...fields, ...names, ...words]
}

interface Traced {
  readonly origin: Origin
  /** Names of variables that are seen there. */
  readonly variables: readonly string[]
}

/** What has to follow a name, and what is open, for the text to be whole: a value of a field, the rest of a transform. */
const continuations = [
  ['', ''],
  [':0', ''],
  ['', '|'],
  [':0', '|'],
  ['|{}|', ''],
] as const

/** Where the input would lead at the end of the text. What comes behind may tell it, as a call of a function does. */
function trace(before: string, behind: string, closing: string): Traced {
  const endings = continuations.map(([then, atEnd]) => `${then}${closing}${atEnd}`)
  for (const ending of new Set([behind, ...endings])) {
    const tree = parsed(`${before}${blank}${ending}`)
    if (tree === undefined) continue
    let found: Traced | undefined
    const tracer = new Tracer(({ value }, of) => {
      if (value !== blank) return
      const { origin, variables } = found ?? { origin: of, variables: tracer.variables }
      found = { origin: either(origin, of), variables }
    })
    tracer.trace(tree)
    return found ?? { origin: unknown, variables: tracer.variables }
  }
  return {
    origin: unknown,
    variables: [...before.matchAll(/\$([\p{L}_][\p{L}\p{N}_]*)\s*:=/gu)].map(([, name = '']) => name),
  }
}

/** Undefined of what is no expression. */
function parsed(text: string): SyntaxNode | undefined {
  try {
    return parseExpression(text)
  } catch (error) {
    if (error instanceof ExpressionError) return undefined
    throw error
  }
}

function fieldsOf(origin: Origin, sample: unknown): readonly Completion[] {
  const fields = new Sample(sample).fieldsOf(origin)
  const isEvent = fields.length === 0 && [...origin.places].some(({ before }) => before === undefined)
  const known = isEvent ? eventFields.map((name) => ({ name, value: undefined })) : fields
  return known.map(({ name, value }) => ({
    label: name,
    insert: /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && !reserved.has(name) ? name : `\`${name}\``,
    kind: 'field',
    detail: value === undefined ? '' : shortly(value),
  }))
}

function variablesOf(assigned: readonly string[], { variables = {} }: Surroundings): readonly Completion[] {
  const names = new Set([...assigned, ...Object.keys(variables)])
  return [...names].map((name) => ({
    label: `$${name}`,
    insert: `$${name}`,
    kind: 'variable',
    detail: Object.hasOwn(variables, name) ? shortly(variables[name]) : '',
  }))
}

function functionsOf({ functions = [] }: Surroundings): readonly Completion[] {
  return [...builtInNames(), ...functions].map((name) => ({
    label: `$${name}`,
    insert: `$${name}(`,
    kind: 'function',
    detail: nativeNamed(name)?.signature.shown ?? '',
  }))
}

const reserved = new Set(['and', 'or', 'in', 'true', 'false', 'null', 'function'])

const word =
  (kind: Completion['kind']) =>
  (label: string): Completion => ({ label, insert: label, kind, detail: '' })
const words = ['true', 'false', 'null', 'function'].map(word('word'))
const operators = '= != < <= > >= + - * / % & and or in ? ?: ?? ~> . ['.split(' ').map(word('operator'))

/** Those that begin so come first, be it with or without a `$`. */
function fitting(candidates: readonly Completion[], begun: string): readonly Completion[] {
  const sought = begun.toLowerCase()
  const place = ({ label }: Completion): number => label.toLowerCase().indexOf(sought)
  return candidates
    .filter((one) => place(one) >= 0)
    .toSorted((one, other) => Math.sign(place(one)) - Math.sign(place(other)))
}
