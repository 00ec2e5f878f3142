import { type Carried, gives, lacking } from './carried.ts'
import type { Findings } from './findings.ts'
import type { Inlined, InlinedNode } from './inlined.ts'
import { isWhole, type KnownPayload, payloadFields } from './known-payloads.ts'
import { quoted } from './quoted.ts'

/**
 * Follows what events have (topic, params, properties) from the sources down, and warns where a setting reads what none
 * of them can have: a name that no topic gives, or what was left behind where a node makes new events. `payloads` are
 * those that are known, by the node that they come into.
 */
export function checkCarried(
  findings: Findings,
  { nodes, wires }: Inlined,
  order: readonly number[],
  payloads: ReadonlyMap<number, KnownPayload>,
): void {
  const arriving = nodes.map((): { readonly node: number; readonly port: string }[] => [])
  for (const { from, to } of wires) arriving[to.node]?.push(from)
  const leaving = new Map<number, Carried>()
  for (const index of order) {
    const node = nodes[index]
    if (node === undefined) continue
    const isSource = Object.keys(node.use.operator.inputs).length === 0
    const from = arriving[index] ?? []
    const had = from.map((end) => atPort(nodes[end.node], end.port, leaving.get(end.node)))
    if (!isSource && had.length === 0) continue // nothing is wired to it, which is reported
    const carried = isSource ? ofSource(node) : together(had)
    leaving.set(index, carried)
    const payload = isSource ? ownPayload(node) : payloads.get(index)?.names
    for (const [setting, { reads }] of Object.entries(node.read?.settings ?? {})) {
      const place = [...node.use.node.place, setting]
      for (const reading of reads?.() ?? []) {
        const problem = lacking(reading, carried, node.scope, payload)
        if (problem === undefined) continue
        findings.add({
          severity: 'warning',
          node: node.id,
          setting,
          ...problem,
          place: [...place, ...(reading.at ?? [])],
        })
      }
    }
  }
}

/** What a source's events have: the names in what it subscribes to, where one of its settings tells them. */
function ofSource({ use, read }: InlinedNode): Carried {
  const told = Object.values(read?.settings ?? {}).flatMap(({ params }) =>
    params === undefined ? [] : [params],
  )
  const outputs = Object.values(use.operator.outputs)
  if (outputs.length > 0 && outputs.every(({ carries }) => carries === 'key')) {
    return {
      topic: false,
      properties: false,
      params: new Set(),
      behind: new Set([`${use.operator.type}${gives}`]),
    }
  }
  return {
    topic: true,
    properties: true,
    params: read === undefined || told.length === 0 ? undefined : new Set(told.flat()),
    behind: new Set(),
  }
}

/** What the expressions of a source itself see as the payload, where that is known: of a timer the tick. */
function ownPayload({ use }: InlinedNode): ReadonlySet<string> | undefined {
  const [port = ''] = Object.keys(use.operator.outputs)
  const fields = payloadFields(use.operator, port, {})
  return isWhole(fields) ? new Set(fields) : undefined
}

const unknown: Carried = { topic: true, properties: true, params: undefined, behind: new Set() }

/** What leaves by a port of a node at which events have this. */
function atPort(node: InlinedNode | undefined, port: string, carried: Carried | undefined): Carried {
  if (node === undefined || carried === undefined) return unknown
  const { operator } = node.use
  if (port === 'error') {
    // A dead letter: the event is its payload, and beside it stands the topic.
    return {
      ...carried,
      properties: false,
      params: new Set(),
      behind: new Set([`a dead letter of ${quoted(node.id)} has`]),
    }
  }
  if (operator.outputs[port]?.carries !== 'key' || Object.keys(operator.inputs).length === 0) return carried
  const behind = `behind ${quoted(node.id)} (${operator.type}) an event has`
  return { topic: false, properties: false, params: new Set(), behind: new Set([behind]) }
}

function together(all: readonly Carried[]): Carried {
  const params = all.map((one) => one.params)
  return {
    topic: all.some(({ topic }) => topic),
    properties: all.some(({ properties }) => properties),
    params: params.includes(undefined) ? undefined : new Set(params.flatMap((names) => [...(names ?? [])])),
    behind: new Set(all.flatMap(({ behind }) => [...behind])),
  }
}
