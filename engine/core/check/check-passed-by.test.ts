import { expect, test } from 'vitest'
import { catalog } from '../catalog.ts'
import type { Problem } from '../model/problem.ts'
import { checkFlow } from './check-flow.ts'

const nodes: Readonly<Record<string, object>> = {
  in: { type: 'mqtt-in', topic: 'room/{room}' },
  other: { type: 'mqtt-in', topic: 'switch/{room}' },
  warm: { type: 'filter', condition: 'payload.c > 8' },
  wet: { type: 'filter', condition: 'payload.wet' },
  fahrenheit: { type: 'map', payload: '{ "f": payload.c * 1.8 + 32 }' },
  level: { type: 'switch', cases: ['payload.c > 8', 'payload.c > 4'] },
  news: { type: 'change', value: 'payload.c' },
  seldom: { type: 'throttle', every: '1m' },
  gate: { type: 'gate', open: 'payload.on' },
  minute: { type: 'window', size: '1m', aggregates: { n: '$count($)' } },
  out: { type: 'log' },
}

type Wires = readonly (readonly [string, string])[]

/** What is found in a flow of these wires and the nodes that they name. */
function found(wires: Wires): readonly Problem[] {
  const used = new Set(wires.flatMap((ends) => ends.map((end) => end.split('.')[0])))
  const some = Object.fromEntries(Object.entries(nodes).filter(([id]) => used.has(id)))
  return checkFlow(JSON.stringify({ millrace: 1, id: 'flow', nodes: some, wires }), catalog).problems
}

test.each<[title: string, wires: Wires, ...problems: string[]]>([
  [
    'past a filter',
    [
      ['in', 'warm'],
      ['warm', 'out'],
      ['in', 'out'],
    ],
    'warning passed-by out @ in,out',
  ],
  [
    'past a filter into a window',
    [
      ['in', 'minute'],
      ['in', 'warm'],
      ['warm.rest', 'minute'],
      ['minute', 'out'],
    ],
    'warning passed-by minute @ in,minute',
  ],
  [
    'past several of them',
    [
      ['in', 'warm'],
      ['warm', 'news'],
      ['news', 'level'],
      ['level.b', 'out'],
      ['warm', 'out'],
    ],
    'warning passed-by out @ warm,out',
  ],
  [
    'past a gate',
    [
      ['in', 'gate'],
      ['other', 'gate.control'],
      ['gate', 'out'],
      ['in', 'out'],
    ],
    'warning passed-by out @ in,out',
  ],
  [
    'what moves a gate does not pass it',
    [
      ['in', 'gate'],
      ['other', 'gate.control'],
      ['gate', 'out'],
      ['other', 'out'],
    ],
  ],
  [
    'both halves of a filter',
    [
      ['in', 'warm'],
      ['warm', 'out'],
      ['warm.rest', 'out'],
    ],
  ],
  [
    'two cases of a switch',
    [
      ['in', 'level'],
      ['level.a', 'out'],
      ['level.b', 'out'],
    ],
  ],
  [
    'two filters beside each other, of which each may let other events through',
    [
      ['in', 'warm'],
      ['in', 'wet'],
      ['warm', 'out'],
      ['wet', 'out'],
    ],
  ],
  [
    'events beside others made of them',
    [
      ['in', 'fahrenheit'],
      ['fahrenheit', 'out'],
      ['in', 'out'],
    ],
  ],
  [
    'events at once, and some of them later again',
    [
      ['in', 'seldom'],
      ['seldom', 'out'],
      ['in', 'out'],
    ],
  ],
  [
    'different inputs of a node',
    [
      ['in', 'gate'],
      ['in', 'warm'],
      ['warm', 'gate.control'],
      ['gate', 'out'],
    ],
  ],
])('%s', (_, wires, ...expected) => {
  const shown = found(wires).map(
    ({ severity, code, node, place }) => `${severity} ${code} ${node} @ ${String(wires[Number(place[1])])}`,
  )
  expect(shown).toEqual(expected)
})

test('it names the ends, and what to do', () => {
  const [first] = found([
    ['in', 'warm'],
    ['warm', 'out'],
    ['in', 'out'],
  ])
  expect(first).toMatchObject({
    message:
      '"out" gets what leaves by "warm.pass" twice: this wire from "in.out" brings the same events past it',
    remedy: 'take this wire out; or, where all events are meant, the one from "warm.pass"',
  })
})

test('in a subflow it is said once, however often that is used', () => {
  const inner = {
    nodes: { some: nodes['warm'], all: nodes['level'], end: nodes['fahrenheit'] },
    wires: [
      ['all', 'some'],
      ['all', 'end'],
      ['some', 'end'],
    ],
    inputs: { in: 'all' },
    outputs: { out: 'end' },
  }
  const flow = {
    millrace: 1,
    id: 'flow',
    subflows: { part: inner },
    nodes: { in: nodes['in'], x: { type: 'subflow:part' }, y: { type: 'subflow:part' }, out: nodes['out'] },
    wires: [
      ['in', 'x'],
      ['in', 'y'],
      ['x', 'out'],
      ['y', 'out'],
    ],
  }
  const { problems } = checkFlow(JSON.stringify(flow), catalog)
  expect(problems.map(({ code, node, place }) => [code, node, place])).toEqual([
    ['passed-by', 'end', ['subflows', 'part', 'wires', 1]],
  ])
})

test('a flow in which everything leads everywhere is looked at for a moment only', () => {
  const ids = Array.from({ length: 400 }, (_, index) => `n${index}`)
  const filter = { type: 'filter', condition: 'payload' }
  const flow = {
    millrace: 1,
    id: 'flow',
    nodes: { in: nodes['in'], ...Object.fromEntries(ids.map((id) => [id, filter])), out: nodes['out'] },
    wires: [
      ['in', 'n0'],
      ...ids.flatMap((id, index) => ids.slice(index + 1, index + 40).map((other) => [id, other])),
      ['n399', 'out'],
    ],
  }
  const { problems } = checkFlow(JSON.stringify(flow), catalog)
  expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['passed-by', 'more-problems']))
})
