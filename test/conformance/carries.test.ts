import { expect, test } from 'vitest'
import { operators } from '../../engine/core/catalog.ts'
import type { Event } from '../../engine/core/model/event.ts'
import { FlowRun } from '../../engine/core/runtime/flow-run.ts'
import { planOf } from './example-plan.ts'
import { arrivalsOf, feederOf } from './example-script.ts'

type Seen = ReadonlyMap<string, readonly Event[]>

/**
 * What comes by each input and leaves by each port over all examples of an operator, every event of which comes with a
 * topic and properties.
 */
function seenAt(operator: (typeof operators)[number]): { readonly came: Seen; readonly left: Seen } {
  const came = new Map(Object.keys(operator.inputs).map((input): [string, Event[]] => [input, []]))
  const left = new Map(Object.keys(operator.outputs).map((port): [string, Event[]] => [port, []]))
  for (const example of operator.examples) {
    const flow = new FlowRun(planOf(operator, example))
    for (const [port, events] of left)
      flow.tap('subject', port).subscribe((batch) => events.push(...batch.events))
    for (const [input, events] of came)
      flow.tap(feederOf(input), 'out').subscribe((batch) => events.push(...batch.events))
    flow.feed(
      arrivalsOf(operator, example).map((one) =>
        one.kind === 'event' ? { ...one, topic: 'some/topic' } : one,
      ),
    )
    if (example.ends !== false) flow.end()
  }
  return { came, left }
}

const passing = operators.filter(({ inputs, outputs }) =>
  [inputs, outputs].every((all) => Object.keys(all).length > 0),
)

test.each(passing.map((operator) => [operator.type, operator] as const))(
  '%s leaves behind of an event what it says',
  (_, operator) => {
    let seen = 0
    const { came, left } = seenAt(operator)
    for (const [port, events] of left) {
      seen += events.length
      const { passes } = operator.outputs[port] ?? {}
      // The very event, not one like it.
      if (passes !== undefined) for (const event of events) expect(came.get(passes), port).toContain(event)
      const kept = events.map(({ topic, properties }) => topic !== undefined && properties !== undefined)
      if (operator.outputs[port]?.carries === 'all') expect(kept, port).not.toContain(false)
      // What is declared is what one can rely on; nothing may come with more, or a flow would work by luck.
      else expect(kept, port).not.toContain(true)
    }
    expect(seen).toBeGreaterThan(0)
  },
)
