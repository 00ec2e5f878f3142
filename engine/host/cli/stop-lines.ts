import type { LiveFlow } from '../workers/live-flow.ts'
import { heldLine, ledgerLines } from './ledger-lines.ts'

/** What became of every event at each node of a flow that was stopped, and what it held, as lines for a person. */
export function stopLines(flow: LiveFlow): readonly string[] {
  const ledger = flow.ledger()
  const held = heldLine(flow.plan, ledger)
  return [
    `${flow.plan.flow}: stopped`,
    ...ledgerLines(flow.plan, ledger),
    ...(flow.letters.count > 0 ? [`  dead letters: ${flow.letters.count}`] : []),
    ...[...flow.counts].map(([what, count]) => `  ${what}: ${count}`),
    ...(held === undefined
      ? []
      : [`  held, and forgotten now, since nothing is kept over a restart yet: ${held}`]),
  ]
}
