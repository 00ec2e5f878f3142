import { describe, expect, test } from 'vitest'
import { catalog } from '../catalog.ts'
import type { Json, JsonObject } from '../model/json.ts'
import { checkFlow } from './check-flow.ts'

const nodes = {
  in: { type: 'mqtt-in', topic: 'house/{room}/climate', key: 'params.room' },
  hot: { type: 'filter', condition: 'payload.celsius > 80' },
  out: { type: 'mqtt-out', topic: 'alarm/{key}' },
}
const wires = [
  ['in', 'hot'],
  ['hot', 'out'],
]
const good = { millrace: 1, id: 'hot', nodes, wires }

const hotWhen = (condition: Json): Json => ({
  ...good,
  nodes: { ...nodes, hot: { type: 'filter', condition } },
})

const behindWindow = (out: Json): Json => ({
  ...good,
  nodes: { ...nodes, hot: { type: 'window', size: '1m', aggregates: { c: '$max(payload.c)' } }, out },
})

/** The flow with a test that feeds a line. */
const fed = (line: JsonObject, expected: JsonObject = {}): Json => ({
  ...good,
  tests: [{ name: 'a', input: [{ node: 'in', payload: 1, ...line }], expect: { out: [], ...expected } }],
})

function found(document: Json | string): readonly string[] {
  const text = typeof document === 'string' ? document : JSON.stringify(document)
  return checkFlow(text, catalog).problems.map(
    ({ code, severity, remedy }) => `${severity} ${code}: ${remedy}`,
  )
}

describe('one mistake is one problem', () => {
  const { nodes: _nodes, ...withoutNodes } = good
  const { wires: _wires, ...withoutWires } = good
  const { id: _id, ...withoutId } = good
  const own = [{ name: 'a', input: [{ node: 'in', payload: 1 }], expect: { out: [] } }]

  test.each<[title: string, document: Json, ...expected: string[]]>([
    [
      'a flat list of wires',
      { ...good, wires: ['in', 'hot', 'out'] },
      'error wrong-kind: write [["in", "hot"], ["hot", "out"]]',
    ],
    [
      'wires as arrows',
      { ...good, wires: ['in -> hot', 'hot -> out'] },
      'error wrong-kind: write [["in", "hot"], ["hot", "out"]]',
    ],
    [
      'a chain of arrows',
      { ...good, wires: 'in → hot.pass => out' },
      'error wrong-kind: write [["in", "hot.pass"], ["hot.pass", "out"]]',
    ],
    [
      'wires by name',
      { ...good, wires: { in: 'hot', hot: ['out', 'log'] } },
      'error wrong-kind: write [["in", "hot"], ["hot", "out"], ["hot", "log"]]',
    ],
    [
      'a single wire among pairs, as text and as object',
      { ...good, wires: [['in', 'hot'], 'hot -> out', { source: 'hot.rest', target: 'out' }] },
      'error wrong-kind: write ["hot", "out"]',
      'error wrong-kind: write ["hot.rest", "out"]',
    ],
    [
      'one wire that is none',
      { ...good, wires: [['in', 'hot'], ['hot']] },
      'error wrong-kind: write ["hot", "..."]',
    ],
    [
      'three in one wire',
      { ...good, wires: [['in', 'hot', 'out']] },
      'error wrong-kind: write ["in", "hot"], ["hot", "out"]',
    ],
    [
      'nodes as a list',
      { ...good, nodes: [{ id: 'in', type: 'mqtt-in' }, { name: 'hot' }, { id: 'out' }] },
      'error wrong-kind: write an object, with each under its name: "nodes": { "in": { ... }, "hot": { ... }, ... }',
    ],
    ['the format in quotes', { ...good, millrace: '1' }, 'error wrong-kind: write it without quotes: 1'],
    ['the format as a word', { ...good, millrace: 'v1' }, 'error wrong-kind: write 1'],
    [
      'half of a type',
      { ...good, nodes: { ...nodes, in: { type: 'mqtt', topic: 'a' } } },
      'error unknown-operator: did you mean "mqtt-in" or "mqtt-out"?',
    ],
    [
      'a condition that is a number',
      hotWhen(90),
      'error bad-expression: write what is compared with it, such as "payload.celsius > 90"',
    ],
    [
      'a condition in an object',
      hotWhen({ 'payload.litres': '>90' }),
      'error bad-expression: write it as one text: "payload.litres > 90"',
    ],
    [
      'conditions in an object',
      hotWhen({ litres: { gte: 90 }, state: 'open', 'params.room': '!= "hall"' }),
      String.raw`error bad-expression: write it as one text: "payload.litres >= 90 and payload.state = 'open' and params.room != \"hall\""`,
    ],
    [
      'conditions in a list',
      hotWhen(['payload.litres > 90', 'payload.a = 1 or payload.b = 2']),
      'error bad-expression: write it as one text: "payload.litres > 90 and (payload.a = 1 or payload.b = 2)"',
    ],
    [
      'a number for a condition',
      hotWhen('90'),
      'warning never-true-or-false: write what is compared with it, such as payload.celsius > 90',
    ],
    [
      'a text for a condition',
      hotWhen("'yes'"),
      "warning never-true-or-false: write what is compared with it, such as payload.state = 'yes'",
    ],
    [
      'a sum for a condition',
      hotWhen('payload.a + 1'),
      'warning never-true-or-false: write a comparison, such as payload.a + 1 > 0',
    ],
    [
      'an object for a condition',
      hotWhen('{ "celsius": 90 }'),
      'warning never-true-or-false: write a comparison, such as payload.celsius > 8',
    ],
    ['a field that may be true', hotWhen('payload.on')],
    ['a choice of conditions', hotWhen('payload.on ? payload.a > 1 : payload.b')],
    [
      'a function that is not there',
      hotWhen('$avg(payload.list) > 1'),
      'error bad-expression: did you mean $average?',
    ],
    [
      'a misspelt key',
      { ...good, nodes: { ...nodes, out: { type: 'mqtt-out', topic: 'alarm/{keey}/warm' } } },
      'warning unknown-param: did you mean {key}?',
    ],
    [
      'a misspelt level',
      { ...good, nodes: { ...nodes, out: { type: 'mqtt-out', topic: 'alarm/{roon}/warm' } } },
      'warning unknown-param: did you mean {room}?',
    ],
    [
      'a field of the payload in a topic',
      behindWindow({ type: 'mqtt-out', topic: 'alarm/{c}' }),
      'warning left-behind: did you mean {payload.c}?',
    ],
    [
      'a misspelt key behind a window',
      behindWindow({ type: 'mqtt-out', topic: 'alarm/{keey}' }),
      'warning left-behind: did you mean {key}?',
    ],
    [
      'a topic that the source does not take',
      fed({ topic: 'home/hall/climate' }),
      'warning other-topic: write a topic that it takes, or expect the dead letter: "in.error"',
    ],
    ['one whose dead letter is expected', fed({ topic: 'home/hall/climate' }, { 'in.error': [{}] })],
    ['one that it takes', fed({ topic: 'house/hall/climate' })],
    ['one without a topic', fed({})],
    ['Nodes', { ...withoutNodes, Nodes: nodes, tests: own }, 'error unknown-name: did you mean "nodes"?'],
    ['Wires', { ...withoutWires, Wires: wires }, 'error unknown-name: did you mean "wires"?'],
    ['ID', { ...withoutId, ID: 'a' }, 'error unknown-name: did you mean "id"?'],
    ['no nodes at all', withoutNodes, 'error no-nodes: add one under "nodes": "its-id": { "type": ... }'],
    ['an id that is none', { ...good, id: 'my/alarm.v1' }, 'error bad-id: write "my-alarm-v1"'],
    [
      'a number in quotes',
      { ...good, nodes: { ...nodes, out: { ...nodes.out, qos: '1', retain: 'true' } } },
      'error bad-number: write it without quotes: 1',
      'error bad-flag: write it without quotes: true',
    ],
    [
      'an export of Node-RED',
      [
        { id: 'a', type: 'tab', label: 'Flow 1' },
        { id: 'b', type: 'mqtt in', z: 'a', wires: [[]] },
      ],
      'error node-red: Millrace cannot convert it yet; "millrace docs flow" says how a flow is written',
    ],
  ])('%s', (_, document, ...expected) => {
    expect(found(document)).toEqual(expected)
  })
})

describe('texts that are not quite JSON', () => {
  const text = JSON.stringify(good)
  const utf16 = (encoded: string): string => Buffer.from(encoded, 'utf16le').toString('utf8')

  test.each<[title: string, text: string, expected: string]>([
    ['True', text.replace('"hot"', 'True'), 'error not-json: write true'],
    ['None', text.replace('"hot"', 'None'), 'error not-json: write null'],
    [
      'a blank of a web page',
      text.replace(',"nodes"', ',\u00a0"nodes"'),
      'error not-json: this is no ordinary blank but U+00A0, as web pages and word processors have it: write a blank',
    ],
    [
      'UTF-16',
      utf16(text),
      'error not-utf8: save it as UTF-8 (in an editor: "Save with encoding"; in PowerShell: Set-Content -Encoding utf8)',
    ],
    [
      'UTF-16 with a mark',
      utf16(`\ufeff${text}`),
      'error not-utf8: save it as UTF-8 (in an editor: "Save with encoding"; in PowerShell: Set-Content -Encoding utf8)',
    ],
    [
      'Latin-1',
      Buffer.from(text.replace('house', 'h\u00e4user'), 'latin1').toString('utf8'),
      'warning not-utf8: was the file saved as Latin-1 or Windows-1252? Save it as UTF-8, and write the character anew',
    ],
  ])('%s', (_, given, expected) => {
    expect(found(given)).toEqual([expected])
  })
})
