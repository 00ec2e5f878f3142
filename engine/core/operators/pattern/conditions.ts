import type { Event } from '../../model/event.ts'
import type { Expression } from '../../operator/settings/expression.ts'
import type { Condition } from './plan.ts'

/** Hands out conditions, each with its place among all of a pattern. */
export function conditionMaker(names: readonly string[]) {
  let index = 0
  return (holds: Expression<boolean> | undefined, text: unknown): Condition | undefined => {
    if (holds === undefined) return undefined
    // A name in a text counts too: then it is only asked more often.
    const isAlone = !names.some((name) => String(text).includes(`$${name}`))
    return {
      index: index++,
      isAlone,
      holds: isAlone ? (event: Event) => holds(event) : (event, bound) => holds(event, bound),
    }
  }
}
