import type { Event } from '../../core/model/event.ts'
import type { Json, JsonObject } from '../../core/model/json.ts'
import type { Plan } from '../../core/operator/plan.ts'
import type { FlowRun } from '../../core/runtime/flow-run.ts'

/** What a test expects something of: what a sink sends, or what leaves by a port of a node. */
export type Expected =
  | { readonly kind: 'sent'; readonly node: string }
  | { readonly kind: 'port'; readonly node: string; readonly port: string }

/** Reads `node` (a sink: what it sends; else its first port), `node.port` or `node.error`. Ids hold no dot. */
export function expectedOf(plan: Plan, name: string): Expected {
  const dot = name.indexOf('.')
  if (dot !== -1) return { kind: 'port', node: name.slice(0, dot), port: name.slice(dot + 1) }
  const operator = plan.nodes.find(({ id }) => id === name)?.operator
  const [first] = Object.keys(operator?.outputs ?? {})
  if (operator === undefined || operator.category === 'sink' || first === undefined)
    return { kind: 'sent', node: name }
  return { kind: 'port', node: name, port: first }
}

/** Hands over each event that leaves by a port, as a line; by `error` each dead letter. */
export function tapPort(
  run: FlowRun,
  { node, port }: Extract<Expected, { readonly kind: 'port' }>,
  line: (line: JsonObject) => void,
): void {
  run.tap(node, port).subscribe(({ events }) => {
    for (const event of events) line(port === 'error' ? letterOf(event) : lineOf(node, port, event))
  })
}

/** The dead letter is the payload of what leaves by `error`; the runtime makes no other there. */
const letterOf = ({ payload }: Event): JsonObject => payload as JsonObject

const lineOf = (node: string, port: string, { payload, topic, key, time, params, properties }: Event) =>
  ({
    node,
    port,
    ...(topic === undefined ? {} : { topic }),
    key: key as Json,
    time,
    payload,
    ...(params === undefined ? {} : { params }),
    ...(properties === undefined ? {} : { properties }),
  }) satisfies JsonObject
