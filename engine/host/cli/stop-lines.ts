import type { LiveFlow } from '../workers/live-flow.ts'
import { heldLine, ledgerLines, oddLines } from './ledger-lines.ts'
import { countsOf } from './live-counts.ts'

/** What became of every event at each node of a flow that was stopped, and what it held, as lines for a person. */
export function stopLines(flow: LiveFlow): readonly string[] {
  return [`${flow.plan.flow}: stopped`, ...ledgerLines(flow.plan, flow.ledger()), ...restOf(flow)]
}

/** The same in a few lines: of the nodes only those at which something was late, dropped, failed or odd. */
export function briefStopLines(flow: LiveFlow): readonly string[] {
  const { received, sent, waiting } = countsOf(flow)
  const unsent = waiting === 0 ? '' : ` (${waiting} of them not sent)`
  return [
    `${flow.plan.flow}: stopped; ${received} messages in, ${sent} out${unsent}`,
    ...oddLines(flow.plan, flow.ledger()),
    ...restOf(flow),
  ]
}

function restOf(flow: LiveFlow): readonly string[] {
  const { plan, letters, counts } = flow
  const held = heldLine(plan, flow.ledger())
  return [
    ...(letters.count > 0 ? [`  dead letters: ${letters.count}`] : []),
    ...[...counts].map(([what, count]) => `  ${what}: ${count}`),
    ...(held === undefined
      ? []
      : [`  not finished, and forgotten now, since nothing is kept over a restart yet: ${held}`]),
  ]
}
