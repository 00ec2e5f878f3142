import type { Arrival } from '../../engine/core/operator/arrival.ts'
import type { Example, ExampleElement, ExampleEvent } from '../../engine/core/operator/example.ts'
import type { Operator } from '../../engine/core/operator/operator.ts'

/** One thing that happens in an example, on one of the operator's inputs (`arrivals` for a source). */
export interface Happening {
  readonly input: string
  readonly element: ExampleElement
}

/** What is given to all inputs, in one order: by time, and for one time by the order of the inputs. */
export function happenings(operator: Operator, example: Example): Happening[] {
  const inputs =
    Object.keys(operator.inputs).length === 0 ? ['arrivals'] : [...Object.keys(operator.inputs), 'answers']
  const unknown = Object.keys(example.given).filter((name) => !inputs.includes(name))
  if (unknown.length > 0) throw new Error(`${operator.type} has no input ${unknown.join(', ')}`)
  const placed = inputs.flatMap((input, rank) => {
    let greatest = Number.NEGATIVE_INFINITY
    return (example.given[input] ?? []).map((element) => {
      greatest = Math.max(greatest, arrivalOf(element))
      return { input, element, greatest, rank }
    })
  })
  return placed.sort((a, b) => a.greatest - b.greatest || a.rank - b.rank)
}

const arrivalOf = (element: ExampleElement): number =>
  element.kind === 'event' ? (element.at ?? element.time) : element.time

/** The source node that feeds an input of the operator under test. */
export const feederOf = (input: string): string => `feed-${input}`

/** An example as arrivals of a flow in which each input has a feeder of its own. */
export function arrivalsOf(operator: Operator, example: Example): Arrival[] {
  const isSource = Object.keys(operator.inputs).length === 0
  const feeders = isSource ? ['subject'] : Object.keys(operator.inputs).map(feederOf)
  let greatest = Number.NEGATIVE_INFINITY
  let wall = Number.NEGATIVE_INFINITY
  return happenings(operator, example).flatMap(({ input, element }): Arrival[] => {
    wall = Math.max(wall, arrivalOf(element))
    if (element.kind === 'wall') return [{ kind: 'wall', at: wall }]
    if (element.kind === 'answer') {
      const { key, question, payload, problem } = element
      const answer = { kind: 'answer', node: 'subject', at: wall, key, question, payload } as const
      return [problem === undefined ? answer : { ...answer, problem }]
    }
    const node = isSource ? 'subject' : feederOf(input)
    greatest = Math.max(greatest, element.kind === 'watermark' ? element.time + 1 : element.time)
    const event: Arrival[] = element.kind === 'event' ? [eventArrival(node, element, wall, isSource)] : []
    if (isSource && element.kind === 'event') return event
    return [
      ...event,
      ...feeders.map((feeder): Arrival => ({
        kind: 'watermark',
        node: feeder,
        at: wall,
        watermark: greatest - 1,
      })),
    ]
  })
}

function eventArrival(node: string, element: ExampleEvent, at: number, isSource: boolean): Arrival {
  const { payload, time, topic, key, properties } = element
  return {
    kind: 'event',
    node,
    at,
    payload,
    ...(topic === undefined ? {} : { topic }),
    // A source finds time and key by itself; a feeder is told them.
    ...(isSource
      ? properties === undefined
        ? {}
        : { properties }
      : { time, properties: { ...properties, [keyProperty]: key as never } }),
  }
}

/** Where a feeder finds an event's key. */
export const keyProperty = 'exampleKey'
