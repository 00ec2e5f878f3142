import { expect, test } from 'vitest'
import type { Arrival } from '../../core/operator/arrival.ts'
import { FlowRun } from '../../core/runtime/flow-run.ts'
import { LedgerWatch } from './ledger-watch.ts'
import { planOf, sink, source } from './wire.fixture.ts'

const at = 1_800_000_000_000
const messages = (count: number, payload: unknown = { celsius: 9 }): Arrival[] =>
  Array.from({ length: count }, () => ({
    kind: 'event',
    node: 'in',
    at,
    topic: 'in/a',
    payload: payload as never, // tests give JSON
  }))

/** A running flow of a source, one node and a sink, that is looked at now and then. */
function watched(middle: object, more: object = {}, port = 'middle') {
  const plan = planOf({ in: { ...source, ...more }, middle, out: sink }, [
    ['in', 'middle'],
    [port, 'out'],
  ])
  const run = new FlowRun(plan)
  const told: string[] = []
  const watch = new LedgerWatch(plan, ({ level, message }) => told.push(`${level}: ${message}`))
  return { run, told, look: (now: number) => watch.look(run.ledger(), now) }
}

const misspelt = { type: 'filter', condition: 'payload.celcius > 3' }

test('an expression that has given nothing for five events is told once, with a remedy', () => {
  const { run, told, look } = watched(misspelt)
  run.feed(messages(4))
  look(0)
  expect(told).toEqual([])
  run.feed(messages(1))
  for (const now of [1_000, 2_000, 60_000]) look(now)
  expect(told).toEqual([
    'warning: live/middle: condition gave nothing for all 5 events so far: payload.celcius > 3. Are the fields spelt ' +
      'as they come? A node of type log, wired to in, shows them',
  ])
})

test('where few come it is told after ten seconds', () => {
  const { run, told, look } = watched(misspelt)
  look(0)
  run.feed(messages(1))
  for (const now of [20_000, 29_999]) look(now)
  expect(told).toEqual([])
  look(30_000)
  expect(told).toEqual([expect.stringContaining('nothing for the only event so far')])
})

test.each([
  ['a map', { type: 'map', payload: 'payload.celcius' }, 'payload gave nothing'],
  [
    'each condition of a switch',
    { type: 'switch', cases: ['payload.a > 1', 'payload.b > 1'] },
    'a > 1, payload.b > 1',
  ],
  [
    'the items of a list',
    { type: 'split', list: 'payload.list', each: '$item.celcius' },
    'each gave nothing',
  ],
])('%s that gives nothing is told', (_, middle, said) => {
  const { run, told, look } = watched(middle)
  run.feed(messages(5, { list: [{ c: 1 }, { c: 2 }] }))
  look(0)
  expect(told).toEqual([expect.stringContaining(said)])
})

test('a key that gives nothing is told of its source', () => {
  const { run, told, look } = watched({ type: 'filter', condition: 'true' }, { key: 'payload.device' })
  run.feed(messages(5))
  look(0)
  expect(told).toEqual([expect.stringMatching(/live\/in: key gave nothing.*wired to in, shows them/)])
})

test.each([
  ['one event had the field', misspelt, [...messages(9), ...messages(1, { celcius: 1 })]],
  ['nothing came', misspelt, []],
  [
    'a part of each list lacks it',
    { type: 'split', list: 'payload', each: 'c' },
    messages(9, [{}, { c: 1 }]),
  ],
  ['lists are empty', { type: 'split', list: 'payload' }, messages(9, [])],
])('nothing is told where %s', (_, middle, arrivals) => {
  const each = { ...middle, ...('each' in middle ? { each: '$item.c' } : {}) }
  const { run, told, look } = watched(each)
  run.feed(arrivals)
  for (const now of [0, 60_000]) look(now)
  expect(told).toEqual([])
})

const kinds = { type: 'switch', cases: ['payload.temp > 30', 'payload.hum > 3', 'payload.wet'] }
const mixed = [{ temp: 40 }, { hum: 3 }, { wet: true }, { temp: 50 }, { hum: 4 }, { wet: true }]

test.each([
  ['events of different kinds', kinds, mixed],
  ['events of different kinds, each case tried', { ...kinds, sends: 'all' }, mixed],
  ['only the last case ever met', kinds, mixed.filter((payload) => 'wet' in payload)],
  ['a case that is not met, though its field comes', kinds, [{ wet: false }, ...mixed.map(() => ({}))]],
])('nothing is told of a switch that works: %s', (_, middle, payloads) => {
  const { run, told, look } = watched(middle, {}, 'middle.a')
  run.feed(payloads.flatMap((payload) => messages(1, payload)))
  for (const now of [0, 60_000]) look(now)
  expect(told).toEqual([])
})

test.each(['first', 'all'])('a switch whose cases never give anything is told: sends %s', (sends) => {
  const { run, told, look } = watched({ ...kinds, sends }, {}, 'middle.a')
  run.feed(messages(6))
  for (const now of [0, 60_000]) look(now)
  expect(told).toEqual([
    expect.stringContaining('all 6 events so far: payload.temp > 30, payload.hum > 3, payload.wet. Are'),
  ])
})

/** What is told of such times at a source. */
function toldOf(times: readonly unknown[], time: string): readonly string[] {
  const { run, told, look } = watched({ type: 'filter', condition: 'true' }, { time })
  run.feed(times.flatMap((ts) => messages(1, { ts })))
  for (const now of [0, 60_000]) look(now)
  return told
}

const six = (value: unknown): unknown[] => Array.from({ length: 6 }, () => value)

test.each([
  ['payload.ts', '"payload.ts * 1000"'],
  ['payload.ts + 1', '"(payload.ts + 1) * 1000"'],
])('times in seconds are told once: %s', (time, remedy) => {
  expect(toldOf(six(1_800_000_000), time)).toEqual([
    `warning: live/in: ${time} gives a time before 1990 for all 6 events so far. Where it is a number of seconds, ` +
      `write "time": ${remedy}, since times are ms; else, has the clock of the device been set?`,
  ])
})

test('an event that has no time at all says nothing of the others', () => {
  expect(toldOf([...six(1_800_000_000), 'soon', undefined], 'payload.ts')).toEqual([
    expect.stringContaining('for all 6 events so far. Where it is a number of seconds'),
  ])
})

test.each([
  ['texts soon after 1970', six('1970-01-01T00:00:12Z'), 'all 6 events'],
  ['a count from when it was switched on', six(12), 'all 6 events'],
  ['one of many', [12, ...six(at)], '1 of 7 events'],
  ['one in seconds among many', [1_800_000_000, ...six(at)], '1 of 7 events'],
])('what seconds do not explain is asked of the clock: %s', (_, times, count) => {
  expect(toldOf(times, 'payload.ts')).toEqual([
    `warning: live/in: payload.ts gives a time before 1990 for ${count} so far. Has the clock of the device been set?`,
  ])
})
