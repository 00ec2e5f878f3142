import { cache } from '../../expression/cache.ts'
import { isEventField } from '../../expression/event-fields.ts'
import { parseExpression, type SyntaxNode } from '../../expression/syntax/syntax.ts'
import { isObject, type Json } from '../../model/json.ts'
import type { SettingNote } from '../setting.ts'

/** What stands in for the field that is compared, where nobody knows it. */
const someField = 'payload.celsius'

/** How a condition is to be written that is none: a bare number, comparisons in an object or a list. */
export function meantCondition(raw: Json): string | undefined {
  if (typeof raw === 'number') return `write what is compared with it, such as "${someField} > ${raw}"`
  const parts = partsOf(raw)
  return parts.length === 0 ? undefined : `write it as one text: ${JSON.stringify(parts.join(' and '))}`
}

function partsOf(raw: Json): readonly string[] {
  if (isObject(raw))
    return Object.entries(raw).flatMap(([name, value]) => comparisons(fieldOf(name), value as Json)) // of JSON
  if (!Array.isArray(raw)) return []
  const parts = (raw as readonly Json[]).map((item) =>
    typeof item === 'string' ? [bracketed(item)] : partsOf(item),
  )
  return parts.some(({ length }) => length === 0) ? [] : parts.flat()
}

const bracketed = (text: string): string => (/\bor\b|\?/.test(text) ? `(${text})` : text)

const fieldOf = (name: string): string => (isEventField(name.split('.')[0] ?? '') ? name : `payload.${name}`)

/** How else comparisons are written. */
const operators: Readonly<Record<string, string>> = {
  '==': '=',
  '===': '=',
  '<>': '!=',
  '!==': '!=',
  eq: '=',
  ne: '!=',
  gt: '>',
  gte: '>=',
  ge: '>=',
  lt: '<',
  lte: '<=',
  le: '<=',
}

/** `">90"`, `{ ">": 90 }` or a value that has to be equal. */
function comparisons(field: string, value: Json): readonly string[] {
  if (isObject(value))
    return Object.entries(value).map(
      ([name, limit]) => `${field} ${operatorOf(name)} ${written(limit as Json)}`,
    ) // of JSON
  const [, operator, limit = ''] =
    (typeof value === 'string' ? /^\s*([<>=!]{1,3})\s*(.+?)\s*$/.exec(value) : undefined) ?? []
  return [
    operator === undefined ? `${field} = ${written(value)}` : `${field} ${operatorOf(operator)} ${limit}`,
  ]
}

function operatorOf(name: string): string {
  const bare = name.replace(/^\$/, '')
  return Object.hasOwn(operators, bare) ? (operators[bare] ?? bare) : bare
}

const written = (value: Json): string => (typeof value === 'string' ? `'${value}'` : JSON.stringify(value))

const known = cache<{ readonly kind: string | undefined }>()

/** Warns of a condition that is never true or false, as shows in how it is written. */
export function conditionNotes(text: string): readonly SettingNote[] {
  const { kind } = known(text, () => ({ kind: kindOf(parseExpression(text)) }))
  if (kind === undefined) return []
  const shown = text.trim()
  const remedy = /^-?[\d.]+$/.test(shown)
    ? `write what is compared with it, such as ${someField} > ${shown}`
    : /^(["']).*\1$/.test(shown)
      ? /[<>=(]/.test(shown)
        ? `leave out the quotes: ${shown.slice(1, -1)}`
        : `write what is compared with it, such as payload.state = ${shown}`
      : `write a comparison, such as ${kind === 'a number' ? `${shown} > 0` : `${someField} > 8`}`
  return [
    {
      code: 'never-true-or-false',
      severity: 'warning',
      message: `this gives ${kind}, and never true or false: each event makes a dead letter`,
      remedy,
    },
  ]
}

const kinds: Readonly<Record<string, string>> = {
  '+': 'a number',
  '-': 'a number',
  '*': 'a number',
  '/': 'a number',
  '%': 'a number',
  '&': 'a text',
  '..': 'a list',
  '{': 'an object',
  '[': 'a list',
}

/** The kind of all that an expression gives beside nothing, where that is known and neither true nor false. */
function kindOf(node: SyntaxNode | undefined): string | undefined {
  if (node === undefined || node.predicate !== undefined || node.group !== undefined) return undefined
  const { type, value } = node
  if (type === 'string') return 'a text'
  if (type === 'number') return 'a number'
  if (type === 'value') return value === null ? 'null' : undefined
  if (type === 'lambda') return 'a function'
  if (type === 'block') return kindOf(node.expressions?.at(-1))
  if (type === 'condition') {
    const kind = kindOf(node.then)
    return kind === kindOf(node.else) ? kind : undefined
  }
  const isOperation = (type === 'binary' || type === 'unary') && typeof value === 'string'
  return isOperation && Object.hasOwn(kinds, value) ? kinds[value] : undefined
}
