import type { LiveFlow } from '../workers/live-flow.ts'
import { heldLine, ledgerLines } from './ledger-lines.ts'

/** What became of every event at each node of a flow that was stopped, and what it held, to stderr. */
export function printLedger(flow: LiveFlow): void {
  const ledger = flow.ledger()
  console.error([`${flow.plan.flow}: stopped`, ...ledgerLines(flow.plan, ledger)].join('\n'))
  if (flow.letters.count > 0) console.error(`  dead letters: ${flow.letters.count}`)
  for (const [what, count] of flow.counts) console.error(`  ${what}: ${count}`)
  const held = heldLine(flow.plan, ledger)
  if (held === undefined) return
  console.error(`  held, and forgotten now, since nothing is kept over a restart yet: ${held}`)
}
