import { expect, test } from 'vitest'
import { catalog } from '../catalog.ts'
import type { JsonObject } from '../model/json.ts'
import { checkFlow } from './check-flow.ts'

type Nodes = Readonly<Record<string, JsonObject>>
type Wires = readonly (readonly [string, string])[]

const source = { type: 'mqtt-in', topic: 'house/{room}/climate', key: 'params.room' }
const window = { type: 'window', size: '1m', aggregates: { celsius: '$average(payload.c)' } }
const map = (payload: string): JsonObject => ({ type: 'map', payload })
const adding = '$merge([payload, { "room": key }])'
const filter = (condition: string): JsonObject => ({ type: 'filter', condition })

function found(nodes: Nodes, wires: Wires): readonly string[] {
  const { problems } = checkFlow(
    JSON.stringify({ millrace: 1, id: 'a', nodes: { in: source, ...nodes, out: { type: 'log' } }, wires }),
    catalog,
  )
  return problems
    .filter(({ code }) => code === 'unknown-payload-field')
    .map(({ severity, node, setting, remedy }) => `${severity} ${node}.${setting}: ${remedy}`)
}

/** `in -> a -> b -> out`, a wire's beginning with the port where it is not the first. */
const chain = (a: JsonObject, b: JsonObject, port = 'a') =>
  found({ a, b }, [['in', 'a'], [port, 'b'], ['b', 'out']]) // prettier-ignore

test.each<[title: string, lines: readonly string[], ...expected: string[]]>([
  ['behind a window', chain(window, filter('payload.celsiu > 3')), 'did you mean payload.celsius?'],
  [
    'behind a window, nothing near',
    chain(window, filter('payload.humidity > 3')),
    'there are payload.celsius, payload.start, payload.end',
  ],
  ['what the window has', chain(window, filter('payload.celsius > 3 and payload.end > payload.start'))],
  ['late events are as they came', chain(window, filter('payload.c > 3'), 'a.late')],
  ['a payload as a whole', chain(window, { type: 'map', payload: '$keys(payload)' })],
  [
    'behind silence',
    chain({ type: 'absence', after: '5m' }, filter('payload.sinze > 3')),
    'did you mean payload.since?',
  ],
  [
    'silence: what is in the last event',
    chain({ type: 'absence', after: '5m' }, filter('payload.last.c > 3')),
  ],
  ['back', chain({ type: 'absence', after: '5m' }, filter('payload.away > 3'), 'a.back')],
  ['a dead letter', chain(window, filter('payload.mode = "x"'), 'a.error'), 'did you mean payload.node?'],
  ['a dead letter, its problem', chain(window, filter('payload.problem.code = "x"'), 'a.error')],
  [
    'behind a map',
    chain(map('{ "x": 1, "state": 2 }'), filter('payload.stat > 3')),
    'did you mean payload.state?',
  ],
  ['a map of steps', chain(map('($x := 1; { "a": $x })'), filter('payload.b > 3')), 'there is payload.a'],
  ['a map that nobody can tell of', chain(map('payload.list'), filter('payload.y > 3'))],
  ['a map with computed names', chain(map('{ "x": 1, key: 2 }'), filter('payload.y > 3'))],
  ['what a map adds to a payload that is not known', chain(map(adding), filter('payload.y > 3'))],
  [
    'what a map adds to one that is',
    found({ w: window, m: map(adding), f: filter('payload.celsius > payload.rom') }, [
      ['in', 'w'],
      ['w', 'm'],
      ['m', 'f'],
      ['f', 'out'],
    ]),
    'did you mean payload.room?',
  ],
  [
    'the items of a list',
    chain({ type: 'split', list: 'payload.list', each: '{ "c": $item.c }' }, filter('payload.d > 3')),
    'there is payload.c',
  ],
  [
    'through what passes it on',
    found(
      {
        w: window,
        c: { type: 'change', value: 'payload.celsius' },
        s: { type: 'switch', cases: ['payload.celsius > 1'] },
        t: { type: 'throttle', every: '1m' },
        d: { type: 'debounce', quiet: '1m' },
        u: { type: 'dedupe' },
        f: filter('payload.celsiu > 3'),
      },
      [['in', 'w'], ['w', 'c'], ['c', 's'], ['s', 't'], ['t', 'd'], ['d', 'u'], ['u', 'f'], ['f', 'out']], // prettier-ignore
    ),
    'did you mean payload.celsius?',
  ],
  [
    'in a window behind a window',
    chain(window, { ...window, aggregates: { most: '$max(payload.c)' } }),
    'there are payload.celsius, payload.start, payload.end',
  ],
  [
    'where events come beside it nothing is known',
    found({ w: window, f: filter('payload.c > 3') }, [['in', 'w'], ['w', 'f'], ['in', 'f'], ['f', 'out']]), // prettier-ignore
  ],
  [
    'two whose fields are known',
    found({ w: window, t: { type: 'timer', every: '1m' }, f: filter('payload.tik > 3') }, [
      ['in', 'w'],
      ['w', 'f'],
      ['t', 'f'],
      ['f', 'out'],
    ]),
    'did you mean payload.tick?',
  ],
  [
    'a timer with a payload of its own',
    found({ t: { type: 'timer', every: '1m', payload: '{ "a": 1 }' }, f: filter('payload.a > 3') }, [
      ['t', 'f'],
      ['f', 'out'],
    ]),
  ],
])('%s', (_, lines, ...expected) => {
  expect(lines.map((line) => line.replace(/^warning \w+\.\w+: /, ''))).toEqual(expected)
})

test('in a topic it is named as it stands there', () => {
  const nodes = { w: window, alarm: { type: 'mqtt-out', topic: 'alarm/{payload.celcius}' } }
  expect(found(nodes, [['in', 'w'], ['w', 'alarm']])).toEqual([
    'warning alarm.topic: did you mean {payload.celsius}?',
  ]) // prettier-ignore
})

test('a topic behind what a window, a map and a change leave', () => {
  const nodes = {
    w: window,
    m: map('{ "s": payload.celsius > 30 ? "warm" : "cool" }'),
    news: { type: 'change' },
    alarm: { type: 'mqtt-out', topic: 'alarm/{payload.room}/warm' },
  }
  const wires: Wires = [['in', 'w'], ['w', 'm'], ['m', 'news'], ['news', 'alarm']] // prettier-ignore
  expect(found(nodes, wires)).toEqual(['warning alarm.topic: there is {payload.s}'])
})
