import type { Pair, Stage, SyntaxNode } from '../syntax/syntax.ts'
import { either, type Origin, ofObject, plain } from './origin.ts'
import type { Tracing } from './tracing.ts'

/** `payload.list[v > 3]@$one#$at.name`. */
export function tracePath(tracing: Tracing, steps: readonly SyntaxNode[], context: Origin): Origin {
  const { visible, ancestors } = tracing
  let at = context
  for (const step of steps) {
    const before = at
    if (step.ancestor !== undefined) ancestors.set(step.ancestor.label, before)
    if (step.type === 'sort') for (const { expression } of step.terms ?? []) tracing.visit(expression, at)
    else at = tracing.visit(step, at)
    if (step.index !== undefined) visible.assign(step.index)
    for (const stage of step.stages ?? []) if (stage.type === 'index') visible.assign(String(stage.value))
    const items = at
    if (step.focus !== undefined) {
      // Behind `@$name` a path goes on from where it was before.
      visible.assign(step.focus, at)
      at = before
    }
    traceFilters(tracing, step.stages, items)
  }
  return at
}

export function traceFilters(tracing: Tracing, stages: readonly Stage[] | undefined, context: Origin): void {
  for (const { type, expr } of stages ?? []) if (type === 'filter') tracing.visit(expr, context)
}

/** The names and values of an object that is written out, or of groups. */
export function tracePairs(tracing: Tracing, pairs: readonly Pair[], context: Origin): Origin {
  const made = new Map<string, Origin>()
  let isOpen = false
  for (const [key, value] of pairs) {
    tracing.visit(key, context)
    const origin = tracing.visit(value, context)
    const name = String(key.value)
    if (key.type === 'string') made.set(name, either(made.get(name) ?? plain, origin))
    else isOpen = true
  }
  return ofObject(made, isOpen)
}
