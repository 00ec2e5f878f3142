import { formatDuration } from '../model/duration.ts'
import { attempt } from './attempt.ts'
import type { Findings } from './findings.ts'
import type { Inlined, InlinedNode } from './inlined.ts'
import { quoted } from './quoted.ts'

/**
 * Warns where silence is noticed much later than one would think. Where all of a source falls silent, time goes on by
 * itself only once its `idle` is over, and then at the pace of the wall, so that is added to the wait: where it is as long
 * as the wait itself, or longer, silence takes twice as long to be noticed. Who has set both to the same knows.
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
    // What can go by the wall just as well is what notices silence.
    if (Object.hasOwn(node.use.operator.settings, 'clock') && node.use.operator.category === 'detect')
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
    if (typeof idle !== 'number' || idle < waits.value) continue
    if (idle === waits.value && source.use.settings.has('idle')) continue
    const behind = source.read?.values['outOfOrder']
    const wait = waits.value + idle + (typeof behind === 'number' ? behind : 0)
    const after = Number.isFinite(wait) ? `only after ${formatDuration(wait)}` : 'never'
    findings.add({
      code: 'idle-is-longer',
      severity: 'warning',
      message: `where all of ${quoted(source.id)} falls silent, this is noticed ${after}: until its "idle" (${formatted(idle)}) is over, time stands still`,
      place: use.node.place,
      on: 'key',
      node: id,
      remedy: `give ${quoted(source.id)} a shorter one, such as "idle": "${formatDuration(shorter(waits.value))}", which is added to the wait all the same; or go by the clock on the wall: "clock": "wall"`,
    })
  }
}

/** A round time of about a sixth of the wait. */
function shorter(wait: number): number {
  const round = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000]
  return round.findLast((time) => time <= wait / 5) ?? 0
}

const formatted = (idle: number): string => (Number.isFinite(idle) ? formatDuration(idle) : 'never')
