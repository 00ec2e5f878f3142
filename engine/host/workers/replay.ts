import type { DeadLetter } from '../../core/model/dead-letter.ts'
import type { Arrival } from '../../core/operator/arrival.ts'
import type { Plan } from '../../core/operator/plan.ts'
import { FlowRun } from '../../core/runtime/flow-run.ts'
import type { Outgoing } from '../../core/runtime/outbox.ts'
import type { NodeLedger } from '../../core/runtime/ledger.ts'
import { type OutgoingLine, outgoingLines } from './outgoing-line.ts'
import { Stepwise } from './stepwise.ts'

/** Where the results of a replay go. Where a call gives a promise, the replay waits for it before it goes on. */
export interface ReplayTarget {
  /** Before anything is fed: for whoever looks on inside. */
  begin?(run: FlowRun): void
  sent(line: OutgoingLine, outgoing: Outgoing): void
  deadLetter(letter: DeadLetter): void
  settle(): Promise<void> | undefined
}

/**
 * Runs a flow over recorded arrivals, as fast as it can, under a clock that stands where the recording says. What
 * reaches a sink goes to the target; nothing is sent. At the end of the recording all time passes, unless `flush` is
 * false.
 */
export async function replay(
  plan: Plan,
  arrivals: AsyncIterable<readonly Arrival[]> | Iterable<readonly Arrival[]>,
  target: ReplayTarget,
  { flush = true }: { readonly flush?: boolean } = {},
): Promise<Readonly<Record<string, NodeLedger>>> {
  const run = new FlowRun(plan)
  const lineOf = outgoingLines(plan)
  target.begin?.(run)
  run.results.subscribe(({ outgoing, deadLetters }) => {
    // Questions are answered by the recording.
    for (const one of outgoing) if (one.delivery.question === undefined) target.sent(lineOf(one), one)
    for (const letter of deadLetters) target.deadLetter(letter)
  })
  const steps = new Stepwise(run, () => target.settle())
  for await (const group of arrivals) {
    await steps.feed(group)
  }
  if (flush) run.end()
  await target.settle()
  return run.ledger()
}
