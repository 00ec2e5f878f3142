import { expect, test } from 'vitest'
import { operators } from '../../engine/core/catalog.ts'
import type { Event } from '../../engine/core/model/event.ts'
import { FlowRun } from '../../engine/core/runtime/flow-run.ts'
import { planOf } from './example-plan.ts'
import { arrivalsOf } from './example-script.ts'

/** What leaves each port over all examples of an operator, every event of which came with a topic and properties. */
function leaving(operator: (typeof operators)[number]): ReadonlyMap<string, readonly Event[]> {
  const found = new Map(Object.keys(operator.outputs).map((port): [string, Event[]] => [port, []]))
  for (const example of operator.examples) {
    const flow = new FlowRun(planOf(operator, example))
    for (const [port, events] of found)
      flow.tap('subject', port).subscribe((batch) => events.push(...batch.events))
    flow.feed(
      arrivalsOf(operator, example).map((one) =>
        one.kind === 'event' ? { ...one, topic: 'some/topic' } : one,
      ),
    )
    if (example.ends !== false) flow.end()
  }
  return found
}

const passing = operators.filter(({ inputs, outputs }) =>
  [inputs, outputs].every((all) => Object.keys(all).length > 0),
)

test.each(passing.map((operator) => [operator.type, operator] as const))(
  '%s leaves behind of an event what it says',
  (_, operator) => {
    let seen = 0
    for (const [port, events] of leaving(operator)) {
      seen += events.length
      const kept = events.map(({ topic, properties }) => topic !== undefined && properties !== undefined)
      if (operator.outputs[port]?.carries === 'all') expect(kept, port).not.toContain(false)
      // What is declared is what one can rely on; nothing may come with more, or a flow would work by luck.
      else expect(kept, port).not.toContain(true)
    }
    expect(seen).toBeGreaterThan(0)
  },
)
