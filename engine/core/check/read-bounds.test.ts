import { expect, test } from 'vitest'
import { catalog } from '../catalog.ts'
import type { Json } from '../model/json.ts'
import { FlowRun } from '../runtime/flow-run.ts'
import { checkFlow } from './check-flow.ts'
import { flowSchema } from './flow-schema.ts'
import { isValid } from './json-schema.fixture.ts'

const flow = (bounds: Json, payload = '$count([1..1000])', parameters: Json = {}): string =>
  JSON.stringify({
    millrace: 1,
    id: 'bounded',
    bounds,
    parameters,
    nodes: {
      in: { type: 'mqtt-in', topic: 'in' },
      use: { type: 'subflow:count' },
      out: { type: 'log' },
    },
    wires: [
      ['in', 'use.in'],
      ['use.out', 'out'],
    ],
    subflows: {
      count: {
        nodes: { map: { type: 'map', payload } },
        wires: [],
        inputs: { in: 'map' },
        outputs: { out: 'map' },
      },
    },
  })

/** How many events come through, and why those that don't. */
function outcome(text: string): readonly string[] {
  const { plan, problems } = checkFlow(text, catalog)
  if (plan === undefined) return problems.map(({ code }) => code)
  const found: string[] = []
  const run = new FlowRun(plan)
  run.results.subscribe(({ outgoing, deadLetters }) => {
    found.push(...outgoing.map(() => 'out'), ...deadLetters.map(({ problem }) => problem.message))
  })
  run.feed([{ kind: 'event', node: 'in', at: 0, payload: 1, topic: 'in' }])
  return found
}

test('what is set for the flow holds for all of its expressions, those of subflows, too', () => {
  expect(outcome(flow({}))).toEqual(['out'])
  expect(outcome(flow({ elements: 1_000 }))).toEqual(['out'])
  expect(outcome(flow({ elements: 999 }))).toEqual([
    expect.stringContaining('a list of more than 999 elements'),
  ])
  expect(outcome(flow({ steps: 10 }))).toEqual([expect.stringContaining('budget of steps')])
  expect(outcome(flow({ characters: 4 }, '"pay" & payload'))).toEqual(['out'])
  expect(outcome(flow({ characters: 3 }, '"pay" & payload'))).toEqual([
    expect.stringContaining('a text of more than 3 characters'),
  ])
})

test.each<[bounds: Json, message: RegExp]>([
  [5, /expected bounds by name, got a number|expected bounds by name, got 5/],
  [{ steps: 0 }, /expected a whole number from 1 to 1000000000, got 0/],
  [{ depth: 5_000 }, /expected a whole number from 1 to 1000, got/],
  [{ bytes: '5' }, /expected a whole number/],
  [{ fuel: 5 }, /has no member "fuel"/],
])('bounds that cannot be are refused: %j', (bounds, message) => {
  const { plan, problems } = checkFlow(flow(bounds), catalog)
  expect(plan).toBeUndefined()
  expect(problems.map((problem) => problem.message)).toEqual([expect.stringMatching(message)])
  expect(problems[0]?.remedy ?? 'none').not.toBe('none')
  expect(isValid(JSON.parse(flow(bounds)), flowSchema(catalog))).toBe(false)
})

test('the schema takes what is right', () => {
  for (const bounds of [{}, { steps: 1 }, { depth: 1_000, bytes: 5, elements: 5, characters: 5 }])
    expect(isValid(JSON.parse(flow(bounds)), flowSchema(catalog))).toBe(true)
})

test('a parameter with the name of a function goes before it, and that is told', () => {
  const text = flow({}, 'payload + $count', { count: { type: 'number', default: 5 } })
  const { problems } = checkFlow(text.replace('"payload":"payload + $count"', '"payload":"payload"'), catalog)
  expect(problems.find(({ code }) => code === 'hides-function')).toMatchObject({
    severity: 'warning',
    message: expect.stringContaining('hides the function $count'),
  })
})
