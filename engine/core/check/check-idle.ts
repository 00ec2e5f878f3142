import { formatDuration } from '../model/duration.ts'
import { attempt } from './attempt.ts'
import type { Findings } from './findings.ts'
import type { Inlined, InlinedNode } from './inlined.ts'
import { quoted } from './quoted.ts'

/**
 * Warns where silence is noticed much later than one would think: where it is to be noticed sooner than its source counts
 * as idle.
 */
export function checkIdle(findings: Findings, { nodes, wires }: Inlined, order: readonly number[]): void {
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
