import type { Json } from '../../core/model/json.ts'
import type { Plan } from '../../core/operator/plan.ts'
import type { Outgoing } from '../../core/runtime/outbox.ts'

/** What reached a sink, as a recording shows it: `{ node, port?, topic?, key, time, payload }`. */
export type OutgoingLine = {
  readonly node: string
  /** The sink's input, where it has several. */
  readonly port?: string
  readonly topic?: string
  readonly key: Json
  readonly time: number
  readonly payload: Json
}

/** Turns what a flow's sinks send into lines. */
export function outgoingLines(plan: Plan): (outgoing: Outgoing) => OutgoingLine {
  const several = new Set(
    plan.nodes.filter(({ operator }) => Object.keys(operator.inputs).length > 1).map(({ id }) => id),
  )
  return ({ node, port, key, time, delivery: { topic, payload } }) => ({
    node,
    ...(several.has(node) ? { port } : {}),
    ...(topic === undefined ? {} : { topic }),
    key,
    time,
    payload,
  })
}
