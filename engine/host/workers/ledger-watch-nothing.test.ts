import { describe, expect, test } from 'vitest'
import type { Json } from '../../core/model/json.ts'
import { FlowRun } from '../../core/runtime/flow-run.ts'
import { LedgerWatch } from './ledger-watch.ts'
import { planOf, sink, source } from './wire.fixture.ts'

type Nodes = Readonly<Record<string, object>>

/** What is told, and counted, of nodes in a row that are fed a payload each second. */
function ran(nodes: Nodes, payloads: readonly Json[]) {
  const ids = ['in', ...Object.keys(nodes), 'out']
  const plan = planOf(
    { in: source, ...nodes, out: sink },
    ids.slice(1).map((id, at) => [ids[at] ?? '', id]),
  )
  const run = new FlowRun(plan)
  run.feed(
    payloads.map((payload, at) => ({ kind: 'event', node: 'in', at: at * 1_000, topic: 'in/a', payload })),
  )
  const told: string[] = []
  const watch = new LedgerWatch(plan, ({ message }) => told.push(message))
  watch.look(run.ledger(), 0)
  const noted = Object.fromEntries(
    Object.entries(run.ledger()).flatMap(([id, { noted }]) =>
      Object.keys(noted).length === 0 ? [] : [[id, noted]],
    ),
  )
  return { told, noted, watch, run }
}

const warm = { temp: 21 }
const many = (payload: Json, count = 12): Json[] => Array.from({ length: count }, () => payload)
const average = (text: string, more = {}) => ({
  type: 'window',
  size: '1s',
  aggregates: { celsius: text, ...more },
})
const shows = 'Are the fields spelt as they come? A node of type log, wired to in, shows them'

describe('a misspelt field is told of the node that reads it, not of those behind it', () => {
  test.each<[title: string, nodes: Nodes, told: string, noted: object]>([
    [
      'window, map, change',
      {
        average: average('$average(payload.celsius)'),
        state: {
          type: 'map',
          payload: '{ "s": payload.celsius > 30 ? "warm" : "cool", "c": payload.celsius }',
        },
        news: { type: 'change', value: 'payload.c' },
      },
      `live/average: celsius found no value in any of 11 results so far: $average(payload.celsius). ${shows}`,
      {
        average: { 'celsius found no value': 11 },
        state: { 'c found no value': 11 },
        news: { 'value gave nothing': 11 },
      },
    ],
    [
      'window, filter',
      {
        average: average('$max(payload.celsius) - $min(payload.temp)'),
        hot: { type: 'filter', condition: 'payload.celsius > 30' },
      },
      `live/average: celsius found no value in any of 11 results so far: $max(payload.celsius) - $min(payload.temp). ${shows}`,
      { average: { 'celsius found no value': 11 }, hot: { 'condition gave nothing': 11 } },
    ],
    [
      'a count of values, which is 0 and not nothing',
      { average: average('$count(payload.celsius)') },
      `live/average: celsius found no value in any of 11 results so far: $count(payload.celsius). ${shows}`,
      { average: { 'celsius found no value': 11 } },
    ],
    [
      'map, filter, map',
      {
        report: { type: 'map', payload: '{ "s": payload.sta, "c": payload.temp }' },
        on: { type: 'filter', condition: 'payload.c > 3' },
        again: { type: 'map', payload: '{ "t": payload.s }' },
      },
      `live/report: s found no value in any of 12 events so far: payload.sta. ${shows}`,
      { report: { 's found no value': 12 }, again: { 't found no value': 12 } },
    ],
    [
      'several members, beside the payload',
      {
        report: {
          type: 'map',
          payload: '$merge([payload, { \'s\': payload.sta, "t": $round(payload.tmp, 1) }])',
        },
      },
      `live/report: s, t found no value in any of 12 events so far: payload.sta, $round(payload.tmp, 1). ${shows}`,
      { report: { 's found no value': 12, 't found no value': 12 } },
    ],
    [
      'change',
      { news: { type: 'change', value: 'payload.celsius' } },
      `live/news: value gave nothing for all 12 events so far: payload.celsius. ${shows}`,
      { news: { 'value gave nothing': 12 } },
    ],
  ])('%s', (_, nodes, message, counts) => {
    const { told, noted } = ran(nodes, many(warm))
    expect(told).toEqual([message])
    expect(noted).toEqual(counts)
  })

  test('what a node behind it misspells for itself is told of that', () => {
    const { told } = ran(
      {
        average: average('$average(payload.celsius)', { top: '$max(payload.temp)' }),
        hot: { type: 'filter', condition: 'payload.topp > 30' },
      },
      many(warm),
    )
    expect(told.map((words) => words.slice(0, 24))).toEqual([
      'live/average: celsius fo',
      'live/hot: condition gave',
    ])
  })
})

test.each<[title: string, nodes: Nodes, payloads: readonly Json[]]>([
  [
    'a member that comes now and then',
    { report: { type: 'map', payload: '{ "s": payload.s, "c": payload.c }' } },
    [...many({ c: 1 }), { s: 1 }, ...many({ c: 1 })],
  ],
  [
    'an aggregate that finds a value in one of many windows',
    { average: average('$average(payload.celsius)') },
    [...many(warm), { celsius: 1 }, ...many(warm)],
  ],
  [
    'an aggregate that wants more than one value',
    { average: average('$slope(payload.temp, time)') },
    many(warm),
  ],
  ['a count of events', { average: average('$count($)') }, many(warm)],
  ['a window of one event', { average: average('$first(payload.temp)') }, many(warm)],
  ['a choice among the events', { average: average('$[payload.fault = true].payload.code') }, many(warm)],
])('nothing is told, nor left in the counts, of %s', (_, nodes, payloads) => {
  const { told, noted } = ran(nodes, payloads)
  expect(told).toEqual([])
  expect(noted).toEqual({})
})

test('counts of what was never found go on after a restart, and end with the first value', () => {
  const { run } = ran({ report: { type: 'map', payload: '{ "s": payload.s }' } }, many(warm, 3))
  const plan = planOf({ in: source, report: { type: 'map', payload: '{ "s": payload.s }' }, out: sink }, [
    ['in', 'report'],
    ['report', 'out'],
  ])
  const next = new FlowRun(plan, { snapshot: run.snapshot() })
  const feed = (payload: Json) =>
    next.feed([{ kind: 'event', node: 'in', at: 9_000, topic: 'in/a', payload }])
  feed(warm)
  expect(next.ledger()['report']?.noted).toEqual({ 's found no value': 4 })
  feed({ s: 1 })
  feed(warm)
  expect(next.ledger()['report']?.noted).toEqual({})
})

test('at the end of a recording all is told, however little came, and once', () => {
  const { told, watch, run } = ran({ hot: { type: 'filter', condition: 'payload.celsius > 30' } }, [warm])
  expect(told).toEqual([])
  for (const _ of ['once', 'twice']) watch.finish(run.ledger())
  expect(told).toEqual([
    `live/hot: condition gave nothing for the only event so far: payload.celsius > 30. ${shows}`,
  ])
})
