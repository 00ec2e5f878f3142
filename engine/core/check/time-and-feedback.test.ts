import { describe, expect, test } from 'vitest'
import type { Json } from '../model/json.ts'
import { flow, found, foundLines, nodes } from './found.fixture.ts'

const perKey = { ...nodes.readings, watermark: 'key' }
const window = { type: 'windowed', version: 3, size: '1m' }

describe('where a time for each key ends', () => {
  const through = (source: Json, ...between: Json[]): Json => {
    const names = between.map((_, i) => `n${i}`)
    return flow({
      nodes: {
        readings: source,
        ...Object.fromEntries(between.map((node, i) => [`n${i}`, node])),
        alarm: nodes.alarm,
      },
      wires: ['readings', ...names].map((name, i) => [name, names[i] ?? 'alarm']),
    })
  }

  test.each<[title: string, document: Json, ...lines: string[]]>([
    ['a window of the same key', through(perKey, nodes.warm, window)],
    [
      'a window of another key',
      through(perKey, { ...window, per: 'payload.room' }),
      'note key-time-ends n0.per @ "per": "payload.room"',
    ],
    [
      'all keys together',
      through(perKey, nodes.warm, { type: 'overall' }),
      'note key-time-ends n1 @ "n1": {',
    ],
    [
      'it ends once',
      through(perKey, { type: 'overall' }, { ...window, per: 'payload.room' }),
      'note key-time-ends n0 @ "n0": {',
    ],
    ['what remembers nothing', through(perKey, { type: 'relay' }, window)],
    ['one time for all keys', through(nodes.readings, { type: 'overall' })],
    [
      'events of another source with one time for all',
      flow({
        nodes: { readings: perKey, other: nodes.readings, group: window, alarm: nodes.alarm },
        wires: [
          ['readings', 'group'],
          ['other', 'group'],
          ['group', 'alarm'],
        ],
      }),
      'note key-time-ends group @ "group": {',
    ],
    [
      'another key behind that',
      flow({
        nodes: {
          readings: perKey,
          other: nodes.readings,
          group: window,
          more: { ...window, per: 'payload.x' },
          alarm: nodes.alarm,
        },
        wires: [
          ['readings', 'group'],
          ['other', 'group'],
          ['group', 'more'],
          ['more', 'alarm'],
        ],
      }),
      'note key-time-ends group @ "group": {',
    ],
    [
      'a control input with a key of its own',
      flow({
        nodes: {
          readings: perKey,
          gate: { type: 'gate', open: 'payload.on', controlPer: 'payload.room' },
          alarm: nodes.alarm,
        },
        wires: [
          ['readings', 'gate'],
          ['readings', 'gate.control'],
          ['gate', 'alarm'],
        ],
      }),
      'note key-time-ends gate.controlPer @ "controlPer": "payload.room"',
    ],
  ])('%s', (_, document, ...lines) => expect(foundLines(document)).toEqual(lines))
})

describe('feedback over the broker', () => {
  const topics = (source: Json, sink: Json): Json =>
    flow({
      nodes: {
        readings: { ...nodes.readings, ...asSettings(source) },
        warm: nodes.warm,
        alarm: { ...nodes.alarm, ...asSettings(sink) },
      },
    })
  const asSettings = (value: Json): { readonly [name: string]: Json } =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as { readonly [name: string]: Json })
      : { topic: value }

  test.each<[source: Json, sink: Json, warns: boolean]>([
    ['plant/a', 'plant/a', true],
    ['plant/{room}', 'plant/{key}', true],
    ['plant/+/x', 'plant/{key}/x', true],
    ['plant/#', 'plant', true],
    ['plant/#', 'plant/a/b/c', true],
    ['$share/group/plant/#', 'plant/a', true],
    ['plant/{room}', 'plant/room-{key}', true],
    ['plant/a', '{topic}', true],
    ['plant/a', 'plant/b', false],
    ['plant/+', 'plant/a/b', false],
    ['plant/{room}/in', 'plant/{key}/out', false],
    [{ topic: 'a', connection: 'x' }, { topic: 'a', connection: 'y' }, false],
    [{ topic: 'a', connection: 'default' }, { topic: 'a' }, true],
  ])('%j and %j: %j', (source, sink, warns) => {
    const lines = found(topics(source, sink)).map(({ what }) => what)
    expect(lines).toEqual(warns ? ['warning feedback alarm.topic'] : [])
  })

  test('only where the one leads to the other', () => {
    const apart = {
      readings: nodes.readings,
      alarm: nodes.alarm,
      others: { ...nodes.readings, topic: 'alarm/{key}' },
      count: { type: 'mqtt-out', topic: 'count' },
    }
    const wires = [
      ['readings', 'alarm'],
      ['others', 'count'],
    ]
    expect(foundLines(flow({ nodes: apart, wires }))).toEqual([])
    const back = { ...apart, count: { type: 'mqtt-out', topic: 'plant/cellar/celsius' } }
    expect(foundLines(flow({ nodes: back, wires }))).toEqual([
      'warning feedback alarm.topic @ "alarm/{key}"',
      'warning feedback count.topic @ "plant/cellar/celsius"',
    ])
  })

  test('a topic that leads into another circle is no circle of its own', () => {
    const apart = {
      a: { type: 'mqtt-in', topic: 'p/a' },
      out: { type: 'mqtt-out', topic: 'p/{key}' },
      b: { type: 'mqtt-in', topic: '+/b' },
      back: { type: 'mqtt-out', topic: 'q/b' },
    }
    const lines = found(
      flow({
        nodes: apart,
        wires: [
          ['a', 'out'],
          ['b', 'back'],
        ],
      }),
    )
    expect(lines.map(({ problem }) => problem.message)).toEqual([
      'what goes out here comes in again at "a" ("p/a") and leads back here',
      'what goes out here comes in again at "b" ("+/b") and leads back here',
    ])
  })
})
