import type { JsonObject } from '../model/json.ts'
import type { Operator, PayloadFields } from '../operator/operator.ts'
import type { Inlined, InlinedNode, InlinedWire } from './inlined.ts'
import { quoted } from './quoted.ts'

/** The fields of a payload, and by which nodes it was made. */
export interface KnownPayload {
  readonly names: ReadonlySet<string>
  readonly of: ReadonlySet<string>
}

/** What the payload of an event has that leaves by a port of a node with these settings. */
export function payloadFields(operator: Operator, port: string, settings: JsonObject): PayloadFields {
  const { passes, payload } = operator.outputs[port] ?? {}
  if (passes !== undefined) return 'same'
  return typeof payload === 'function' ? payload(settings) : payload
}

/** Whether these are all fields there are. */
export const isWhole = (fields: PayloadFields): fields is readonly string[] => Array.isArray(fields)

const ofDeadLetters = ['flow', 'node', 'port', 'event', 'problem', 'at']

/**
 * Follows payloads that the flow makes itself (results of windows, ticks, silence, dead letters): what those that come
 * into a node have, by its index. Where anything else comes in as well, nothing is known.
 */
export function knownPayloads(
  { nodes, wires }: Inlined,
  order: readonly number[],
): ReadonlyMap<number, KnownPayload> {
  const arriving = Map.groupBy(wires, ({ to }) => to.node)
  const into = new Map<number, KnownPayload>()
  for (const index of order) {
    const from = arriving.get(index) ?? []
    if (from.length === 0) continue
    const known = together(from.map((wire) => leaving(nodes, wire.from, into)))
    if (known !== undefined) into.set(index, known)
  }
  return into
}

function leaving(
  nodes: readonly InlinedNode[],
  { node: index, port }: InlinedWire['from'],
  into: ReadonlyMap<number, KnownPayload>,
): KnownPayload | undefined {
  const node = nodes[index]
  if (node === undefined) return undefined
  const { id, use, read } = node
  if (port === 'error')
    return { names: new Set(ofDeadLetters), of: new Set([`of a dead letter of ${quoted(id)}`]) }
  if (read === undefined) return undefined
  const told = payloadFields(use.operator, port, read.raw)
  if (told === undefined) return undefined
  const came = into.get(index)
  if (told === 'same') return came
  const of = new Set([`behind ${quoted(id)} (${use.operator.type})`])
  if (isWhole(told)) return { names: new Set(told), of }
  return came === undefined ? undefined : { names: new Set([...came.names, ...told.beside]), of }
}

function together(all: readonly (KnownPayload | undefined)[]): KnownPayload | undefined {
  const known = all.filter((one) => one !== undefined)
  if (known.length < all.length) return undefined
  return {
    names: new Set(known.flatMap(({ names }) => [...names])),
    of: new Set(known.flatMap(({ of }) => [...of])),
  }
}
