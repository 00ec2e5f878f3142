import type { Event } from '../../model/event.ts'
import type { Expression } from '../../operator/settings/expression.ts'
import type { Condition, Reading } from './plan.ts'

/** Hands out conditions, each with its place among all of a pattern. */
export function conditionMaker(names: readonly string[]) {
  let index = 0
  return (holds: Expression<boolean> | undefined, text: unknown): Condition | undefined => {
    if (holds === undefined) return undefined
    const reads = names.flatMap((name) => readingOf(name, String(text)) ?? [])
    return {
      index: index++,
      reads,
      holds: reads.length === 0 ? (event: Event) => holds(event) : (event, bound) => holds(event, bound),
    }
  }
}

/** How a text looks at the events of a step, if it does. A name within a literal counts too, which does no harm. */
function readingOf(step: string, text: string): Reading | undefined {
  const found = [...text.matchAll(new RegExp(String.raw`\$${step}(?!\w)(\s*\[\s*(?:0|-1)\s*\])?`, 'g'))]
  if (found.length === 0) return undefined
  const isWhole = found.some(
    ({ index, 1: place }) => place === undefined && !text.slice(0, index).endsWith('$exists('),
  )
  return { step, isWhole }
}
