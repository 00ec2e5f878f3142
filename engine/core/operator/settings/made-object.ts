import { cache } from '../../expression/cache.ts'
import { pairsOf, parseExpression, type SyntaxNode } from '../../expression/syntax/syntax.ts'
import type { Json } from '../../model/json.ts'
import type { PayloadFields } from '../operator.ts'

/** The object that an expression makes, whatever the event. */
export interface MadeObject {
  readonly members: readonly MadeMember[]
  /** What it has beside them: nothing, the fields of the payload, or nobody knows what. */
  readonly beside: 'nothing' | 'payload' | 'unknown'
}

export interface MadeMember {
  readonly name: string
  /** What its value is written as; of what can't be told apart, the expression as a whole. */
  readonly text: string
}

/**
 * The object that `{ "a": ... }` makes, or `$merge([payload, { "a": ... }])`, with members whose names are written out;
 * undefined of any other expression. Throws ExpressionError where the text is none.
 */
export function madeObject(text: string): MadeObject | undefined {
  if (!text.includes('{')) return undefined // most make none, and are not even parsed
  return known(text, () => ({ made: objectOf(parseExpression(text), text) })).made
}

/** What a payload has that an expression makes, as a port declares it. */
export function madeFields(text: Json | undefined): PayloadFields {
  const made = typeof text === 'string' ? madeObject(text) : undefined
  const names = made?.members.map(({ name }) => name) ?? []
  if (made?.beside === 'payload') return { beside: names }
  return made?.beside === 'nothing' ? names : undefined
}

const known = cache<{ readonly made: MadeObject | undefined }>()

function objectOf(node: SyntaxNode, text: string): MadeObject | undefined {
  if (node.predicate !== undefined || node.group !== undefined) return undefined
  if (node.type === 'block') {
    const last = node.expressions?.at(-1)
    return last === undefined ? undefined : objectOf(last, text)
  }
  if (isMerge(node)) return merged(node.arguments?.[0]?.expressions ?? [], text)
  if (node.type !== 'unary' || node.value !== '{') return undefined
  const pairs = pairsOf(node)
  if (pairs.some(([key]) => key.type !== 'string')) return undefined
  return {
    beside: 'nothing',
    members: pairs.map(([key], at) => ({
      name: String(key.value),
      text: valueText(text, key, pairs[at + 1]?.[0]) ?? text.trim(),
    })),
  }
}

const isMerge = ({ type, procedure, arguments: [list, ...more] = [] }: SyntaxNode): boolean =>
  type === 'function' &&
  procedure?.type === 'variable' &&
  procedure.value === 'merge' &&
  list?.type === 'unary' &&
  list.value === '[' &&
  more.length === 0

function merged(objects: readonly SyntaxNode[], text: string): MadeObject | undefined {
  const parts = objects.map((node) =>
    isPayload(node) ? ({ members: [], beside: 'payload' } as const) : objectOf(node, text),
  )
  const members = new Map(parts.flatMap((part) => (part?.members ?? []).map((one) => [one.name, one])))
  if (members.size === 0) return undefined
  const beside = parts.map((part) => part?.beside ?? 'unknown')
  return {
    members: [...members.values()],
    beside: (['unknown', 'payload'] as const).find((one) => beside.includes(one)) ?? 'nothing',
  }
}

const isPayload = ({ type, steps = [], group }: SyntaxNode): boolean =>
  type === 'path' &&
  steps.length === 1 &&
  steps[0]?.value === 'payload' &&
  steps[0].stages === undefined &&
  group === undefined

/** What stands between a key and the next one. The parser tells where a key ends; texts with escapes are let be. */
function valueText(text: string, key: SyntaxNode, next: SyntaxNode | undefined): string | undefined {
  const behind = text.slice(key.position)
  const end =
    next?.position === undefined
      ? behind.lastIndexOf('}')
      : next.position - String(next.value).length - 2 - (text.length - behind.length) // with its quotes
  const value = /^\s*:([^]*?)[\s,]*$/.exec(behind.slice(0, Math.max(0, end)))?.[1]?.trim()
  return value !== undefined && isExpression(value) ? value : undefined
}

function isExpression(text: string): boolean {
  try {
    parseExpression(text)
    return true
  } catch {
    return false
  }
}
