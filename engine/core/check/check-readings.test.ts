import { describe, expect, test } from 'vitest'
import { catalog } from '../catalog.ts'
import type { Json } from '../model/json.ts'
import { checkFlow } from './check-flow.ts'

const source = { type: 'mqtt-in', topic: 'house/{room}/climate', key: 'params.room' }
const timer = { type: 'timer', every: '1m' }
const sink = { type: 'mqtt-out', topic: 'alarm/{key}' }

/** What is found in a chain of nodes: `source -> a -> b -> sink`, the node and setting before each remedy. */
function found(between: readonly Json[], changes: { readonly source?: Json; readonly sink?: Json } = {}) {
  const ids = between.map((_, index) => `n${index}`)
  const nodes = {
    in: changes.source ?? source,
    ...Object.fromEntries(between.map((node, index) => [`n${index}`, node])),
    out: changes.sink ?? sink,
  }
  const chain = ['in', ...ids, 'out']
  const wires = chain.slice(1).map((id, index) => [chain[index] ?? '', id])
  const parameters = { limit: { type: 'number', default: 8 } }
  const { problems } = checkFlow(JSON.stringify({ millrace: 1, id: 'f', parameters, nodes, wires }), catalog)
  // That an aggregate keeps its events is noted, and that nothing uses the parameter, which is no business of this.
  return problems
    .filter(({ code }) => code !== 'collects' && code !== 'unused-parameter')
    .map(({ severity, code, node, setting, remedy }) => `${severity} ${code} ${node}.${setting}: ${remedy}`)
}

const filter = (condition: string): Json => ({ type: 'filter', condition })
const window = (celsius: string): Json => ({ type: 'window', size: '1m', aggregates: { celsius } })

describe('fields that no event has', () => {
  test.each<[node: Json, ...remedies: string[]]>([
    [
      filter('celsius > 80'),
      "unknown-field n0.condition: did you mean payload.celsius? A text stands in quotes: 'celsius'",
    ],
    [
      { type: 'map', payload: '{ "valve": closed }' },
      "unknown-field n0.payload: did you mean payload.closed? A text stands in quotes: 'closed'",
    ],
    [
      { type: 'map', payload: '`room ${params.room}: ${payload.c}`' },
      "unknown-field n0.payload: write 'room ' & params.room & ': ' & payload.c",
    ],
    [filter('payload.state = “open”'), "unknown-field n0.condition: write the text in plain quotes: 'open'"],
    [filter('msg.payload.celsius > 80'), 'unknown-field n0.condition: did you mean payload.celsius?'],
    [filter('paylod.celsius > 80'), 'unknown-field n0.condition: did you mean payload.celsius?'],
    [filter('payload.celsius > limit'), 'unknown-field n0.condition: did you mean the parameter $limit?'],
    [
      filter('payload.state = closed'),
      "unknown-field n0.condition: if a text is meant, put it in quotes: 'closed'; else did you mean payload.closed?",
    ],
    [filter('payload.on = True'), 'unknown-field n0.condition: write true'],
    [filter('abs(payload.celsius) > 1'), 'not-a-function n0.condition: write $abs(...)'],
    [filter('Math.abs(payload.celsius) > 1'), 'not-a-function n0.condition: write $abs(...)'],
    [filter('Math.pow(payload.celsius, 2) > 1'), 'not-a-function n0.condition: write $power(...)'],
    [
      window('$average(celsius)'),
      "unknown-field n0.aggregates: did you mean payload.celsius? A text stands in quotes: 'celsius'",
    ],
    ...['avg', 'mean', 'slope', 'slop', 'std', 'stdev', 'percentile', 'len', 'size', 'toString', 'upper'].map(
      (name, at): [node: Json, remedy: string] => [
        window(`${name}(payload.c)`),
        `not-a-function n0.aggregates: write $${['average', 'average', 'slope', 'slope', 'stddev', 'stddev', 'quantile', 'count', 'count', 'string', 'uppercase'][at]}(...)`,
      ],
    ),
    [
      filter('len(payload.list) > 3'),
      'not-a-function n0.condition: write $length(...) for a text, $count(...) for a list',
    ],
    [filter('std(payload.list) > 3'), 'not-a-function n0.condition: write $stddev(...)'],
    [
      { type: 'switch', cases: ['payload.c > 1', 'c > 2'] },
      "unknown-field n0.cases: did you mean payload.c? A text stands in quotes: 'c'",
    ],
    [filter('payload.c.toFixed(1) = 3'), 'not-a-function n0.condition: write $round(payload.c, ...)'],
    [filter("topic.split('/')[1] = 'x'"), 'not-a-function n0.condition: write $split(topic, ...)'],
    [filter('payload.s.toUpperCase() = "A"'), 'not-a-function n0.condition: write $uppercase(payload.s)'],
    [
      { type: 'map', payload: 'payload.x = 5' },
      'compares n0.payload: nothing is assigned here; a payload with another x is $merge([payload, { "x": 5 }]); to compare, put it in parentheses',
    ],
    [
      { type: 'map', payload: 'msg.payload = 5' },
      'unknown-field n0.payload: did you mean payload?',
      'compares n0.payload: nothing is assigned here, the value is the new payload: write 5; to compare, put it in parentheses',
    ],
    [
      { type: 'map', payload: 'payload = 5' },
      'compares n0.payload: nothing is assigned here, the value is the new payload: write 5; to compare, put it in parentheses',
    ],
    [
      { type: 'map', payload: '$merge(payload, { "x": 5 })' },
      'wrong-arguments n0.payload: put them into one list: $merge([payload, { "x": 5 }])',
    ],
    [
      { type: 'switch', cases: ['payload.c > 1', '$round(payload.c, "1") > 2'] },
      'wrong-arguments n0.cases: write the number without quotes',
    ],
    [
      window('$max(payload.c, 3)'),
      'wrong-arguments n0.aggregates: put them into one list: $max([payload.c, 3])',
    ],
    [filter('payload.list.$count() > 3'), 'wrong-arguments n0.condition: write all of $count(list)'],
    [filter('($x := "a"; 1 + $x > 2)'), 'always-fails n0.condition: undefined'],
    [filter('payload.c + "a" > 2'), 'wrong-arguments n0.condition: write & in place of + to join texts'],
    // None of these may raise an alarm.
    [{ type: 'map', payload: '(payload.x = 5)' }],
    [filter('payload.x = 5')],
    [{ type: 'map', payload: '$merge([payload, { "x": 5 }])' }],
    [filter('payload.s.$contains("a") and $count(payload.list) > 3')],
    [filter('$count(payload.list[celsius > 8 and limit < 3]) > $limit')],
    [filter('$count($map(payload.list, function($one) { $one.celsius })) > 0')],
    [filter('key = "a" and topic != "b" and time > 0 and properties.retain and $exists(params.room)')],
    [filter('($c := payload.c; $c.celsius > 0)')],
    [filter('$.payload.list^(celsius)[0].celsius > 0 or $$.time > 0')],
    [window('$count($[payload.c > 8]) / $count($)')],
    [{ type: 'split', list: 'payload.list', each: '{ "c": $item.celsius, "of": $of }' }],
  ])('%j', (node, ...remedies) => {
    expect(found([node])).toEqual(remedies.map((remedy) => `warning ${remedy}`))
  })
})

describe('what an event has left behind', () => {
  test.each<[title: string, lines: readonly string[], ...expected: string[]]>([
    [
      'a name that no topic gives, in the key of the source',
      found([], { source: { ...source, key: 'params.romm' } }),
      'unknown-param in.key: did you mean params.room?',
    ],
    [
      'a topic without a placeholder',
      found([], { source: { ...source, topic: 'house/+/climate' } }),
      'unknown-param in.key: name the level in the topic of the source: "plant/{room}/temperature"',
    ],
    [
      'a placeholder of another name',
      found([], { sink: { ...sink, topic: 'a/{romm}' } }),
      'unknown-param out.topic: did you mean {room}?',
    ],
    [
      'a parameter written as a level',
      found([], { sink: { ...sink, topic: 'a/{limit}' } }),
      'unknown-param out.topic: for the parameter write {$limit}',
    ],
    [
      'an expression in braces',
      found([], { sink: { ...sink, topic: 'a/{key + 1}' } }),
      'unknown-param out.topic: a placeholder is a name: compute it in a map before this, and write {payload.name}',
    ],
    [
      'a placeholder that is there',
      found([filter('payload.c > 8')], { sink: { ...sink, topic: 'a/{room}' } }),
    ],
    [
      'another payload',
      found([{ type: 'map', payload: 'payload.c' }], { sink: { ...sink, topic: 'a/{room}' } }),
    ],
    [
      'a placeholder behind a window',
      found([window('$max(payload.c)'), filter('payload.celsius > 8')], {
        sink: { ...sink, topic: 'a/{room}' },
      }),
      'left-behind out.topic: write {key}, where the key is what you need ("key": "params.room" at the source)',
    ],
    [
      'the topic behind a window',
      found([window('$max(payload.c)'), filter('topic = "x"')]),
      'left-behind n1.condition: write key, or take along what is needed in the payload or the key',
    ],
    ['the topic in a window', found([window('$first(topic)')])],
    [
      'params of a file',
      found([], { source: { type: 'file-in', path: 'a.csv', key: 'params.room' } }),
      'left-behind in.key: take it from the payload, if it is there: payload.room',
    ],
    [
      'properties behind a timer',
      found([filter('properties.x > 3')], { source: timer, sink: { type: 'log' } }),
      'left-behind n0.condition: there is only payload.tick, payload.missed',
    ],
    [
      'params behind a timer, of a name that its payload has',
      found([filter('params.missed > 3')], { source: timer, sink: { type: 'log' } }),
      'left-behind n0.condition: take it from the payload: payload.missed',
    ],
    [
      'a placeholder behind a timer',
      found([filter('payload.tick > 3')], {
        source: timer,
        sink: { ...sink, topic: 'a/{room}' },
      }),
      'left-behind out.topic: there is only {payload.tick}, {payload.missed}',
    ],
    [
      'behind a timer with a payload of its own',
      found([filter('properties.x > 3')], {
        source: { ...timer, payload: '{ "x": 1 }' },
        sink: { type: 'log' },
      }),
      'left-behind n0.condition: take it from the payload: payload.x',
    ],
    [
      'in the payload of a timer',
      found([], { source: { ...timer, payload: 'properties.x' }, sink: { type: 'log' } }),
      'left-behind in.payload: there is only payload.tick, payload.missed',
    ],
  ])('%s', (_, lines, ...expected) => {
    expect(lines).toEqual(expected.map((line) => `warning ${line}`))
  })
})
