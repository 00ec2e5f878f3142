import { describe, expect, test } from 'vitest'
import { catalog } from '../catalog.ts'
import type { Json } from '../model/json.ts'
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
      'error wrong-kind: write [["in","hot"],["hot","out"]]',
    ],
    ['one wire that is none', { ...good, wires: [['in', 'hot'], ['hot']] }, 'error wrong-kind: undefined'],
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
