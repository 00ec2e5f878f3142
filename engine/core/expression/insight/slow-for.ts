import { isObject } from '../../model/json.ts'
import type { CompiledExpression } from '../compiled.ts'
import type { Surroundings } from '../frame.ts'
import { onTrial } from '../quick/build-quick.ts'
import { type Bindings, type Held, UNSURE } from '../quick/quick.ts'
import { leftIn, pairsOf, parseExpression, type SyntaxNode } from '../syntax/syntax.ts'
import { Spans } from './span.ts'
import { slowAsWhole, type Slowness } from './why-slow.ts'

/**
 * Why an expression takes the long way for one event, be it that it always does, or that the event is of another kind than
 * the quick way is for; undefined where it takes the quick one. `bindings` are what its variables are bound to.
 */
export function slownessFor(
  { text, slowness, attempt }: CompiledExpression,
  event: unknown,
  bindings?: Readonly<Record<string, unknown>>,
): Slowness | undefined {
  if (slowness !== undefined || attempt?.(event, bindings, anyTime) !== UNSURE) return slowness
  const isUnsure = (node: SyntaxNode): boolean =>
    onTrial(node)?.(event as Held, bindings as Bindings, anyTime) === UNSURE
  const blamed = toBlame(parseExpression(text), isUnsure)
  const list = blamed === undefined ? undefined : listOnTheWay(blamed, event)
  if (list === undefined) return slowAsWhole(text, 'a value is of a kind that it seldom is')
  return {
    reason: `${String(list.value)} is a list, and the path goes on through its elements`,
    remedy: undefined,
    ...new Spans(text).endingAt(list.position ?? text.length),
  }
}

/** Whatever they are, the way is the same. */
const anyTime: Surroundings = { now: 0, random: () => 0 }

/** The innermost part that has no quick way for the event, of those that come to be evaluated. */
function toBlame(node: SyntaxNode, isUnsure: (node: SyntaxNode) => boolean): SyntaxNode | undefined {
  if (!isUnsure(node)) return undefined
  for (const part of partsOf(node)) {
    const found = toBlame(part, isUnsure)
    if (found !== undefined) return found
  }
  return node
}

/** Those that are evaluated, in their order: where the left of `or` is quick and the whole is not, its right is. */
const partsOf = (node: SyntaxNode): readonly SyntaxNode[] => {
  const { type, rhs, expressions = [], arguments: args = [], condition, expression } = node
  const left = leftIn(node)
  const parts = type === 'path' ? [] : [condition, left, rhs, expression, ...expressions, ...args]
  return [...parts, ...(type === 'unary' ? pairsOf(node).flat() : [])].filter((part) => part !== undefined)
}

/** The step of a path behind which another goes on with what is a list; undefined for all that is no path. */
function listOnTheWay({ type, steps = [] }: SyntaxNode, event: unknown): SyntaxNode | undefined {
  if (type !== 'path') return undefined
  let value = event
  for (const step of steps.slice(0, -1)) {
    const name = String(step.value)
    value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
    const index = step.stages?.[0]?.expr.value
    if (!Array.isArray(value)) continue
    if (typeof index !== 'number') return step
    value = value.at(Math.floor(index))
  }
  return undefined
}
