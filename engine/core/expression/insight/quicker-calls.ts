import type { Pair, SyntaxNode } from '../syntax/syntax.ts'
import { calledName, type Rewrite } from './rewritten.ts'
import { asItIs, written } from './written-node.ts'

/** `$lookup(payload, "c")`. */
const looked: Rewrite = (node) => {
  const [record, key, ...others] = node.arguments ?? []
  if (calledName(node) !== 'lookup' || key?.type !== 'string' || record?.type !== 'path' || others.length > 0)
    return undefined
  const steps = [...(record.steps ?? []), { type: 'name', value: key.value }]
  const where = `${written(record, asItIs) ?? 'what is looked in'} is one object and not a list`
  return { text: written({ ...record, steps }, asItIs), where }
}

/** `$contains(topic, /north/)`: the pattern is a mere text. */
const patterned: Rewrite = (node) => {
  const { arguments: args = [] } = node
  const isOfText = calledName(node) === 'contains' || calledName(node) === 'replace'
  if (!isOfText || !args.some(({ type }) => type === 'regex')) return undefined
  // In what is put in for a pattern, $ has a meaning.
  const [, , into] = args
  if (into !== undefined && (into.type !== 'string' || String(into.value).includes('$'))) return undefined
  const texts = args.map((one) => {
    const { value } = one
    const isText = value instanceof RegExp && value.flags === 'g' && /^[\p{L}\p{N} _-]+$/u.test(value.source)
    return isText ? { type: 'string', value: value.source } : one
  })
  return { text: written({ ...node, arguments: texts }, asItIs) }
}

/** `$merge([payload, { "a": 1 }, { "b": 2 }])`. */
const merged: Rewrite = (node) => {
  const [list] = node.arguments ?? []
  const [base, ...objects] = list?.value === '[' ? (list.expressions ?? []) : []
  if (calledName(node) !== 'merge' || base === undefined || list === undefined || objects.length < 2)
    return undefined
  if (!objects.every(({ type, value, lhs }) => type === 'unary' && value === '{' && Array.isArray(lhs)))
    return undefined
  const pairs = objects.flatMap(({ lhs }) => lhs as readonly Pair[]) // they have been looked at
  const one = { type: 'unary', value: '{', lhs: pairs }
  return { text: written({ ...node, arguments: [{ ...list, expressions: [base, one] }] }, asItIs) }
}

/** `$join([key, topic], "-")`. */
const concatenated: Rewrite = (node) => {
  const [list, separator] = node.arguments ?? []
  const parts = list?.value === '[' ? (list.expressions ?? []) : []
  if (calledName(node) !== 'join' || parts.length < 2) return undefined
  const between = separator === undefined ? [] : [separator]
  const chain = parts.flatMap((part, at) => (at === 0 ? [part] : [...between, part]))
  const [first, ...others] = chain
  const tree = others.reduce<SyntaxNode | undefined>(
    (lhs, rhs) => lhs && { type: 'binary', value: '&', lhs, rhs },
    first,
  )
  return { text: written(tree, asItIs), where: 'all of them are there, each a text' }
}

/** Calls of functions for which there is an operator, a path or a quicker function. */
export const quickerCalls: readonly Rewrite[] = [looked, patterned, merged, concatenated]
