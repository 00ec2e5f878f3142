import type { NodeLedger } from '../../core/runtime/ledger.ts'
import type { LiveFlow } from '../workers/live-flow.ts'

/** What became of every event at each node, to stderr. */
export function printLedger(flow: LiveFlow): void {
  const rows = Object.entries(flow.ledger()).map(([id, ledger]) => `  ${id}: ${describe(ledger)}`)
  console.error([`${flow.plan.flow}: stopped`, ...rows].join('\n'))
  if (flow.letters.count > 0) console.error(`  dead letters: ${flow.letters.count}`)
  for (const [what, count] of flow.counts) console.error(`  ${what}: ${count}`)
}

function describe({ received, handled, late, failed, waiting, dropped, sent }: NodeLedger): string {
  const parts = [`${received} received`, `${handled} handled`]
  if (late > 0) parts.push(`${late} late`)
  for (const [rule, count] of Object.entries(dropped)) parts.push(`${count} dropped (${rule})`)
  if (failed > 0) parts.push(`${failed} failed`)
  if (waiting > 0) parts.push(`${waiting} waiting`)
  const left = Object.entries(sent).filter(([port, count]) => port !== 'error' && count > 0)
  if (left.length > 0) parts.push(`sent ${left.map(([port, count]) => `${count} by ${port}`).join(', ')}`)
  return parts.join(', ')
}
