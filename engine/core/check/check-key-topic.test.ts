import { expect, test } from 'vitest'
import { catalog } from '../catalog.ts'
import type { JsonObject } from '../model/json.ts'
import { checkFlow } from './check-flow.ts'

interface Changes {
  readonly source?: Readonly<Record<string, string | undefined>>
  readonly it?: JsonObject
  readonly end?: string
  readonly topic?: string
}

/** The remedies of a flow `source -> it -> sink`. */
function found({ source = {}, it, end = 'it', topic = 'alarm/{key}' }: Changes): readonly string[] {
  const nodes = {
    in: { type: 'mqtt-in', topic: 'house/{room}/climate', ...source },
    it: it ?? { type: 'filter', condition: 'payload.c > 8' },
    out: { type: 'mqtt-out', topic },
  }
  const wires = [
    ['in', 'it'],
    [end, 'out'],
  ]
  const { problems } = checkFlow(JSON.stringify({ millrace: 1, id: 'a', nodes, wires }), catalog)
  return problems.map(({ severity, code, node, remedy }) => `${severity} ${code} ${node}: ${remedy}`)
}

const says = (remedy: string): string => `warning key-is-topic out: ${remedy}`
const room = says('give "in" a key: "key": "params.room"')
const window = { type: 'window', size: '1m' }

test.each<[title: string, changes: Changes, ...expected: string[]]>([
  ['behind a filter', {}, room],
  ['behind a window', { it: window }, room],
  ['in a dead letter', { end: 'it.error' }, room],
  [
    'where several levels have a name',
    { source: { topic: 'x/{floor}/{room}' } },
    says('give "in" a key: "key": "params.floor" (or "params.room")'),
  ],
  [
    'where none has a name',
    { source: { topic: 'house/+/climate' } },
    says('name a level and make it the key of "in": "topic": "house/{room}/climate", "key": "params.room"'),
  ],
  [
    'where levels are open',
    { source: { topic: 'house/#' } },
    says('give "in" a key from what it sends, such as "key": "payload.id"'),
  ],
  // None of these may raise an alarm.
  ['with a key', { source: { key: 'params.room' } }],
  ['with a key and a window', { source: { key: 'params.room' }, it: window }],
  ['a window with a key of its own', { it: { ...window, per: 'payload.floor' } }],
  ['a topic of one level', { source: { topic: '{room}' } }],
  ['no placeholder', { topic: 'alarm' }],
])('%s', (_, changes, ...expected) => {
  expect(found(changes)).toEqual(expected)
})

const nulls = (remedy: string): string => `warning key-is-null out: ${remedy}`

test.each<[title: string, changes: Changes, ...expected: string[]]>([
  [
    'a row without a key',
    { source: { type: 'file-in', path: 'a.csv', topic: undefined } },
    nulls('give "in" a key from what it sends, such as "key": "payload.id"'),
  ],
  [
    'a row with a key',
    { source: { type: 'file-in', path: 'a.csv', topic: undefined, key: 'payload.machine' } },
  ],
  [
    'a tick',
    { source: { type: 'timer', every: '1m', topic: undefined }, it: { type: 'map', payload: '{}' } },
    nulls('write the topic out, or {payload.name}'),
  ],
  [
    'a tick, grouped',
    { source: { type: 'timer', every: '1m', topic: undefined }, it: { ...window, per: '"a"' } },
  ],
])('%s', (_, changes, ...expected) => {
  expect(found(changes)).toEqual(expected)
})

test('per of a node that passes events on does not change their key', () => {
  const it = { type: 'throttle', every: '1m', per: 'payload.floor' }
  expect(found({ it })).toEqual([room])
})

test.each<Record<string, string>>([
  { key: 'params.room' },
  { topic: 'house/{room}/climate', key: 'params.room' },
])('with the remedy %j nothing is found', (source) => expect(found({ source })).toEqual([]))
