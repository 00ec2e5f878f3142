import { formatDuration } from '../model/duration.ts'
import { attempt } from './attempt.ts'
import type { Findings } from './findings.ts'
import type { Inlined, InlinedNode } from './inline.ts'
import { quoted } from './quoted.ts'

/**
 * Warns where a flow waits for what cannot come, or comes much later than one would think: wires from ports by which
 * nothing leaves with these settings, and silence that is to be noticed sooner than its source counts as idle.
 */
export function checkSilence(findings: Findings, { nodes, wires }: Inlined, order: readonly number[]): void {
  for (const { place, from } of wires) {
    const node = nodes[from.node]
    if (node?.read === undefined || !silentPorts(node).includes(from.port)) continue
    findings.add({
      code: 'silent-port',
      severity: 'warning',
      message: `nothing leaves by ${quoted(`${node.id}.${from.port}`)} with the settings of this ${node.use.operator.type}`,
      place,
      node: node.id,
      remedy: 'wire another port, or set what this one is for',
    })
  }
  checkIdle(findings, { nodes, wires, whole: true }, order)
}

const silentPorts = ({ use, read }: InlinedNode): readonly string[] => {
  const result = attempt(() => use.operator.silent(read?.values ?? {}))
  return result.ok ? result.value : []
}

function checkIdle(findings: Findings, { nodes, wires }: Inlined, order: readonly number[]): void {
  /** The sources above each node. */
  const above = nodes.map((): Set<number> => new Set())
  const before = nodes.map((): number[] => [])
  for (const { from, to } of wires) before[to.node]?.push(from.node)
  for (const index of order) {
    const node = nodes[index]
    if (node === undefined) continue
    const own = above[index]
    for (const from of before[index] ?? []) {
      if (Object.keys(nodes[from]?.use.operator.inputs ?? {}).length === 0) own?.add(from)
      for (const source of above[from] ?? []) own?.add(source)
    }
    if (node.use.operator.category === 'detect')
      late(
        findings,
        node,
        [...(own ?? [])].flatMap((at) => nodes[at] ?? []),
      )
  }
}

function late(findings: Findings, { id, use, read }: InlinedNode, sources: readonly InlinedNode[]): void {
  const waits = attempt(() => use.operator.span(read?.values ?? {}))
  if (read === undefined || !waits.ok || !(waits.value > 0)) return
  for (const source of sources) {
    const idle = source.read?.values['idle']
    if (typeof idle !== 'number' || idle <= waits.value) continue
    const after = Number.isFinite(idle) ? `only after ${formatDuration(waits.value + idle)}` : 'never'
    findings.add({
      code: 'idle-is-longer',
      severity: 'warning',
      message: `where all of ${quoted(source.id)} falls silent, this is noticed ${after}: until its "idle" (${formatted(idle)}) is over, time stands still`,
      place: use.node.place,
      on: 'key',
      node: id,
      remedy: `give ${quoted(source.id)} an "idle" of at most ${formatDuration(waits.value)}, or go by the clock on the wall: "clock": "wall"`,
    })
  }
}

const formatted = (idle: number): string => (Number.isFinite(idle) ? formatDuration(idle) : 'never')
