import type { Plan, PlannedNode } from '../../core/operator/plan.ts'
import type { NodeLedger } from '../../core/runtime/ledger.ts'
import { early, earlyNote } from '../../core/runtime/source-node.ts'
import { all, brief, type Doubt } from './ledger-watch-doubt.ts'

/** Times long past: seconds that are read as ms, and clocks that were never set. */
export function doubtsOfTime(
  { nodes }: Plan,
  ledger: Readonly<Record<string, NodeLedger>>,
): readonly Doubt[] {
  return nodes.flatMap((node) => {
    const counts = ledger[node.id]
    const events = counts?.noted[earlyNote] ?? 0
    const words = counts === undefined || events === 0 ? undefined : tooEarly(node, events, counts)
    return words === undefined ? [] : [{ id: `${node.id} early`, events, words }]
  })
}

function tooEarly(
  { id, raw }: PlannedNode,
  count: number,
  { handled, watermark }: NodeLedger,
): string | undefined {
  const { time } = raw
  if (typeof time !== 'string') return undefined
  const text = brief(time)
  // Those that failed, as for want of a time, say nothing of the others.
  const times = count >= handled ? all(count) : `${count} of ${handled} events`
  const found = `${id}: ${text} gives a time before 1990 for ${times} so far. `
  // Taken as seconds the newest time would have to be a likely one; of a watermark that is not set, or that is past the
  // end, this is not known.
  const tooSmall = Number.isFinite(watermark) && watermark * 1_000 < early
  if (count < handled || tooSmall) return `${found}Has the clock of the device been set?`
  return (
    `${found}Where it is a number of seconds, write "time": ` +
    `"${/^[\w.]+$/.test(text) ? text : `(${text})`} * 1000", since times are ms; ` +
    `else, has the clock of the device been set?`
  )
}
