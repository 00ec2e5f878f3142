import type { SyntaxNode } from '../syntax/syntax.ts'
import { blank, endingsOf, firstParsed } from './unfinished.ts'
import type { Cursor } from './cursor.ts'
import { either, type Origin, unknown } from './origin.ts'
import { Tracer } from './tracer.ts'

/** Where one is at a place in a text. */
export interface TracedPlace {
  /** What a name there would be a field of; undefined where it would be none. */
  readonly of: Origin | undefined
  /** What is compared with what will stand there. */
  readonly comparedWith: Origin | undefined
  /** Names of variables that are seen there. */
  readonly variables: readonly string[]
}

/**
 * Goes through an expression with a name, or a text, at the place of the cursor. What comes behind may tell more, as a call
 * of a function does, and may be broken; then the beginning is taken, and if that is broken, too, the path alone.
 */
export function traceAt(text: string, at: number, cursor: Cursor): TracedPlace {
  const before = text.slice(0, at - cursor.begun.length)
  const isText = cursor.place === 'text'
  const head = `${before}${isText ? `"${blank}"` : blank}`
  const whole = firstParsed([
    `${head}${text.slice(cursor.to)}`,
    ...endingsOf(cursor.closing).map((ending) => `${head}${ending}`),
  ])
  if (whole !== undefined) return tracedIn(whole)
  const path = isText || cursor.closing !== '' ? undefined : firstParsed([`${pathAtEnd(before)}${blank}`])
  return { ...(path === undefined ? nowhere : tracedIn(path)), variables: assignedIn(before) }
}

const nowhere: TracedPlace = { of: unknown, comparedWith: undefined, variables: [] }

function tracedIn(tree: SyntaxNode): TracedPlace {
  let of: Origin | undefined
  let comparedWith: Origin | undefined
  let variables: readonly string[] | undefined
  const tracer: Tracer = new Tracer({
    field({ value }, origin) {
      if (value !== blank) return
      of = of === undefined ? origin : either(of, origin)
      variables ??= tracer.visible.names
    },
    compared(node, origin) {
      const { value } = node.steps?.length === 1 ? (node.steps[0] ?? node) : node
      if (value === blank) comparedWith = comparedWith === undefined ? origin : either(comparedWith, origin)
    },
  })
  tracer.trace(tree)
  return { of, comparedWith, variables: variables ?? tracer.visible.names }
}

/** `payload.list.` of what ends so; looked for in the last part of it. */
const pathAtEnd = (before: string): string =>
  /(?:(?:\$\$?|[\p{L}_][\p{L}\p{N}_]*|`[^`]*`)\.)*$/u.exec(before.slice(-mostOfPath))?.[0] ?? ''

const mostOfPath = 200

const assignedIn = (before: string): readonly string[] => [
  ...new Set([...before.matchAll(/\$([\p{L}_][\p{L}\p{N}_]*)\s*:=/gu)].map(([, name = '']) => name)),
]
