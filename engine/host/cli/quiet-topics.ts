import { setTimeout as pause } from 'node:timers/promises'
import type { Plan } from '../../core/operator/plan.ts'
import { printable } from '../connectors/log/printable.ts'
import type { LiveFlow } from '../workers/live-flow.ts'
import type { Ledger } from './ledger-lines.ts'
import { listenersOf } from './mqtt-topics.ts'

/** So long, ms, a flow may run before a person is told of topics under which nothing has come. */
const patience = 10_000

/** Once flows have run for some time it says where nothing has come, unless all is over by then. */
export async function tellOfQuiet(
  flows: readonly LiveFlow[],
  say: (text: string) => void,
  over: AbortSignal,
): Promise<void> {
  await pause(patience, undefined, { ref: false })
  if (over.aborted) return
  for (const flow of flows) for (const line of quietLines(flow.plan, flow.ledger())) say(line)
}

/** A line for each node that listens to a broker and has received nothing at all: is the topic spelt as it is published? */
export function quietLines(plan: Plan, ledger: Ledger): readonly string[] {
  return listenersOf(plan)
    .filter(({ node }) => ledger[node]?.received === 0)
    .map(({ node, filter }) =>
      printable(
        `${plan.flow}/${node}: nothing has come under ${filter} yet; is it spelt as it is published?`,
      ),
    )
}
