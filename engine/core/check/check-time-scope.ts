import type { Operator } from '../operator/operator.ts'
import type { Findings } from './findings.ts'
import type { Inlined, InlinedNode } from './inlined.ts'
import { quoted } from './quoted.ts'

/** Whether time is kept for each key by itself, or is one for all. */
type TimeScope = 'key' | 'all'

/**
 * Where a source keeps a time for each key, a device that is behind holds up and is late for nobody else. Notes each
 * node at which that ends, as the runtime will have it.
 */
export function checkTimeScope(
  findings: Findings,
  { nodes, wires }: Inlined,
  order: readonly number[],
): void {
  const above = nodes.map((): number[] => [])
  for (const { from, to } of wires) above[to.node]?.push(from.node)
  const scopes = new Map<number, TimeScope>()
  for (const index of order) {
    const node = nodes[index]
    if (node === undefined) continue
    const { operator } = node.use
    if (Object.keys(operator.inputs).length === 0) {
      scopes.set(index, node.read?.raw['watermark'] === 'key' ? 'key' : 'all')
      continue
    }
    const from = (above[index] ?? []).flatMap((source) => scopes.get(source) ?? [])
    const across = from.includes('key') ? acrossKeys(node) : undefined
    const mixed = from.includes('key') && from.includes('all')
    if (from.length > 0) scopes.set(index, across === undefined && !from.includes('all') ? 'key' : 'all')
    if (across !== undefined) report(findings, node, across.reason, across.setting)
    else if (mixed) report(findings, node, 'another wire brings events with one time for all keys', undefined)
  }
}

function report(
  findings: Findings,
  { id, use }: InlinedNode,
  reason: string,
  setting: string | undefined,
): void {
  const { place } = use.node
  findings.add({
    code: 'key-time-ends',
    severity: 'note',
    message: `time is kept for each key up to here, from here on it is one for all (${reason}): a key that is behind holds up the others, or comes late`,
    place: setting === undefined ? place : [...place, setting],
    on: 'key',
    node: id,
    setting,
    remedy:
      'where that matters, give the source a larger "outOfOrder", or keep to the key of the source up to the sink',
  })
}

/** Why a node with state sees several keys together, if it does. Without state, events only pass. */
function acrossKeys({
  use,
  read,
}: InlinedNode): { readonly reason: string; readonly setting?: string } | undefined {
  if (!hasState(use.operator)) return undefined
  for (const [name, { reads, per }] of Object.entries(use.operator.inputs)) {
    if (reads !== 'key') return { reason: `its input ${quoted(name)} reads all keys together` }
    if (per !== undefined && read?.raw[per] !== undefined)
      return { reason: `${quoted(per)} sets another key`, setting: per }
  }
  return undefined
}

const hasState = ({ state, table }: Operator): boolean =>
  Object.keys(state).length > 0 || Object.keys(table).length > 0
