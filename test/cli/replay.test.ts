import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { millrace } from './millrace.ts'
import { scratch, scratchFile, warmFlow } from './scratch.ts'

const ndjson = (lines: readonly unknown[]): string =>
  lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')

const reading = (c: unknown, more: object = {}) => ({
  node: 'readings',
  topic: 'room/a',
  payload: { c },
  ...more,
})

test('what reaches a sink is printed, with key, time and topic', async () => {
  const flow = scratchFile('warm.flow.json', warmFlow)
  const input = scratchFile('in.ndjson', ndjson([reading(9, { time: 5 }), reading(7), reading(10)]))
  const { code, out, err } = await millrace(['run', flow, '--input', input])
  expect(out.split('\n')).toEqual([
    '{"node":"alarm","topic":"alarm/a","key":"a","time":5,"payload":{"c":9}}',
    '{"node":"alarm","topic":"alarm/a","key":"a","time":5,"payload":{"c":10}}',
    '',
  ])
  expect(err).toBe('warm: replayed\n  warm: 3 received, 3 handled, sent 2 by pass, 1 by rest (not wired)\n')
  expect(code).toBe(0)
})

test('what reaches a sink cannot act on a terminal, and is the same', async () => {
  const flow = scratchFile('warm.flow.json', warmFlow)
  const text = '\u009b31m\u202e\u2028\u200f\u007f\u001b[2J ä'
  const input = scratchFile('in.ndjson', ndjson([9, 'hot'].map((c) => reading(c, { payload: { c, text } }))))
  const letters = join(scratch(), 'letters.ndjson')
  const { out, err } = await millrace(['run', flow, '--input', input, '--dead-letters', letters])
  const letter = readFileSync(letters, 'utf8')
  for (const line of [out, letter])
    expect(line, err).toContain(String.raw`"text":"\u009b31m\u202e\u2028\u200f\u007f\u001b[2J ä"`)
  expect(JSON.parse(out)).toMatchObject({ payload: { text } })
  expect(JSON.parse(letter)).toMatchObject({ event: { payload: { text } } })
})

test('a parameter from the command line, and the recording by stdin', async () => {
  const flow = scratchFile('warm.flow.json', warmFlow)
  const run = await millrace(['run', flow, '--input', '-', '--param', 'limit=9.5'], {
    input: `\uFEFF${ndjson([reading(9), reading(10)])}\r\n`,
  })
  expect(run.out.match(/"c":\d+/g)).toEqual(['"c":10'])
  const wrong = await millrace(['run', flow, '--input', '-', '--param', 'limit=high'])
  expect(wrong.code).toBe(2)
  expect(wrong.err).toContain('limit')
})

test('the instant of arrival is the greatest at or time so far, and 0 before there was any', async () => {
  const flow = scratchFile('now.flow.json', {
    ...warmFlow,
    nodes: {
      ...warmFlow.nodes,
      alarm: { type: 'mqtt-out', topic: 'x', payload: '{ "now": $millis() }' },
    },
    wires: [['readings', 'alarm']],
  })
  const lines = [
    reading(1),
    reading(1, { time: 50 }),
    reading(1),
    reading(1, { at: 70, time: 20 }),
    { at: 90 },
    reading(1),
  ]
  const { out, err } = await millrace(['run', flow, '--input', '-'], { input: ndjson(lines) })
  const found = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(
    found.map(({ payload, time }) => [payload.now, time]),
    err,
  ).toEqual([
    [0, 0],
    [50, 50],
    [50, 50],
    [70, 20],
    [90, 90],
  ])
})

test('at the end all time passes, unless it is told not to', async () => {
  const flow = scratchFile('window.flow.json', {
    ...warmFlow,
    nodes: { ...warmFlow.nodes, warm: { type: 'window', size: '10s', aggregates: { n: '$count($)' } } },
    wires: [
      ['readings', 'warm'],
      ['warm', 'alarm'],
    ],
  })
  const input = ndjson([reading(1, { time: 1_000 }), reading(1, { time: 11_000 })])
  const whole = await millrace(['run', flow, '--input', '-'], { input })
  const open = await millrace(['run', flow, '--input', '-', '--no-flush'], { input })
  expect(whole.out.match(/"time":\d+/g)).toEqual(['"time":9999', '"time":19999'])
  expect(open.out.match(/"time":\d+/g)).toEqual(['"time":9999'])
  const promised = `${input}\n${JSON.stringify({ node: 'readings', watermark: 19_999 })}`
  const moved = await millrace(['run', flow, '--input', '-', '--no-flush'], { input: promised })
  expect(moved.out).toBe(whole.out)
})

test('bad lines are all named with file and line, the others are run, and the exit code is 2', async () => {
  const flow = scratchFile('warm.flow.json', warmFlow)
  const lines = [
    reading(9),
    'not json',
    '[]',
    { node: 'nobody', payload: 1 },
    { node: 'warm', payload: 1 },
    { node: 'readings' },
    reading(1, { time: 'noon' }),
    reading(1, { at: 1.5 }),
    reading(1, { tmie: 1 }),
    { node: 'readings', watermark: 1, payload: 1 },
    '',
    { time: 3 },
    reading(11),
  ]
  const input = scratchFile('in.ndjson', ndjson(lines))
  const { code, out, err } = await millrace(['run', flow, '--input', input])
  expect(code).toBe(2)
  expect(out.match(/"c":\d+/g)).toEqual(['"c":9', '"c":11'])
  const named = [...err.matchAll(/in\.ndjson:(\d+): /g)].map(([, line]) => Number(line))
  expect(named).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 12])
  expect(err).toContain('there is no source "nobody"; there is readings')
  expect(err).not.toMatch(/\n\s+at /)
})

test('dead letters are counted on stderr and written to a file', async () => {
  const flow = scratchFile('warm.flow.json', warmFlow)
  const letters = join(scratch(), 'letters.ndjson')
  const lines = [
    reading('hot'),
    reading(9),
    reading(9, { topic: 'elsewhere' }),
    '{"node":"readings","topic":"room/a","payload":{"__proto__":{"c":9}}}',
    `{"node":"readings","topic":"room/a","payload":${'['.repeat(5_000)}${']'.repeat(5_000)}}`,
  ]
  const { code, out, err } = await millrace(['run', flow, '--input', '-', '--dead-letters', letters], {
    input: ndjson(lines),
  })
  expect(code).toBe(0)
  expect(out.match(/"c":\d+/g)).toEqual(['"c":9'])
  expect(err.trim().split('\n').at(-1)).toBe(
    `warm: 5 lines replayed, 1 sent, 4 dead letters (kept in ${letters}; --fail-on-dead-letters makes the exit code 1)`,
  )
  const written = readFileSync(letters, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(written.map(({ node, problem }) => [node, problem.code])).toEqual([
    ['warm', 'T2009'],
    ['readings', 'wrong-topic'],
    ['readings', 'forbidden-key'],
    ['readings', 'too-deep'],
  ])
})

test.each([
  ['a dead letter', [reading('hot')], 1],
  ['none', [reading(9)], 0],
  ['a dead letter and a bad line', [reading('hot'), 'not json'], 2],
])('with --fail-on-dead-letters and %s', async (_, lines, expected) => {
  const flow = scratchFile('warm.flow.json', warmFlow)
  const args = ['run', flow, '--input', '-', '--fail-on-dead-letters']
  const { code, err } = await millrace(args, { input: ndjson(lines) })
  expect(code).toBe(expected)
  expect(err).not.toContain('--fail-on')
})

test.each(['', '\n\n'])('an empty recording is told: %j', async (input) => {
  const flow = scratchFile('warm.flow.json', warmFlow)
  const { code, out, err } = await millrace(['run', flow, '--input', '-'], { input })
  expect([code, out, err]).toEqual([0, '', 'stdin: the recording is empty\n'])
})

test('the same input gives the same bytes; a large one is not held in memory', async () => {
  const flow = scratchFile('warm.flow.json', warmFlow)
  const pad = 'x'.repeat(1_000)
  const line = (at: number): string => JSON.stringify(reading(at % 16, { at, properties: { pad } }))
  const input = scratchFile('in.ndjson', Array.from({ length: 60_000 }, (_, at) => line(at)).join('\n'))
  const env = { NODE_OPTIONS: '--max-old-space-size=48' }
  const first = await millrace(['run', flow, '--input', input], { env })
  const again = await millrace(['run', flow, '--input', input])
  expect(first.code, first.err).toBe(0)
  expect(first.out.split('\n')).toHaveLength(60_000 * (7 / 16) + 1)
  expect(again.out === first.out).toBe(true)
})

test('what became of events that a person may miss is told at the end, and nothing where all went through', async () => {
  const flow = scratchFile('held.flow.json', {
    ...warmFlow,
    nodes: {
      ...warmFlow.nodes,
      warm: { type: 'window', size: '10s', aggregates: { n: '$count($)' } },
      quiet: { type: 'debounce', quiet: '5s' },
    },
    wires: [
      ['readings', 'warm'],
      ['readings', 'quiet'],
      ['warm', 'alarm'],
      ['quiet', 'alarm'],
    ],
  })
  const lines = [reading(1, { time: 1_000 }), reading(1, { time: 25_000 }), reading(1, { time: 2_000 })]
  const open = await millrace(['run', flow, '--input', '-', '--no-flush'], { input: ndjson(lines) })
  expect(open.err).toMatch(/^warm: replayed\n/)
  expect(open.err).toContain('  warm: 3 received, 2 handled, 1 late')
  expect(open.err).toContain('1 waiting')
  expect(open.err).toContain('\n  not finished: warm (begun for 1 key), quiet (1 event held back)\n')
  expect(open.err).not.toContain('readings: ')
  const all = await millrace(['run', flow, '--input', '-', '--param', 'limit=0'], {
    input: ndjson([reading(1, { time: 1_000 })]),
  })
  expect([all.code, all.err]).toEqual([0, ''])
})

test('an option of a replay without one is explained', async () => {
  const flow = scratchFile('warm.flow.json', warmFlow)
  const live = await millrace(['run', flow, '--no-flush'])
  expect([live.code, live.err]).toEqual([2, expect.stringContaining('it needs --input')])
})

test('a line that does not say when it arrived did so when it happened, by the time that the source finds', async () => {
  const flow = scratchFile('warm.flow.json', {
    ...warmFlow,
    nodes: { ...warmFlow.nodes, readings: { ...warmFlow.nodes.readings, time: 'payload.ts' } },
  })
  const line = (ts: number, more: object = {}) => ({
    node: 'readings',
    topic: 'room/a',
    payload: { c: 9, ts },
    ...more,
  })
  const told = await millrace(['run', flow, '--input', '-'], {
    input: ndjson([
      line(1_764_000_000_000),
      line(1_764_000_000_001, { at: 5 }),
      line(1_764_900_000_000, { at: 1_764_000_000_002 }),
    ]),
  })
  expect(told.out).toContain('"time":1764000000000')
  expect(told.out).toContain('"time":1764000000001')
  expect(told.err).toContain('clock-ahead')
})

test('dead letters are kept when whoever read the output has gone', async () => {
  const flow = scratchFile('warm.flow.json', warmFlow)
  const many = Array.from({ length: 20_000 }, () => reading(9))
  const input = scratchFile('in.ndjson', ndjson([reading('broken'), ...many]))
  const letters = join(scratch(), 'letters.ndjson')
  const launcher = resolve(import.meta.dirname, '../../engine/bin/millrace.mjs')
  const { stdout, stderr } = spawnSync(
    'sh',
    [
      '-c',
      '"$@" | head -1',
      'sh',
      process.execPath,
      launcher,
      'run',
      flow,
      '--input',
      input,
      '--dead-letters',
      letters,
    ],
    { encoding: 'utf8' },
  )
  expect(stdout.split('\n'), stderr).toHaveLength(2)
  expect(readFileSync(letters, 'utf8').split('\n')).toHaveLength(2)
})

test('what is likely to be a mistake is told at the end, however little came', async () => {
  const { readings } = warmFlow.nodes
  const flow = scratchFile('warm.flow.json', {
    ...warmFlow,
    nodes: { ...warmFlow.nodes, readings: { ...readings, time: 'payload.ts' } },
  })
  const input = ndjson([reading(9, { payload: { c: 9, ts: 1_764_000_000 } })])
  const { code, out, err } = await millrace(['run', flow, '--input', '-'], { input })
  expect(err).toContain(
    'warning: warm/readings: payload.ts gives a time before 1990 for the only event so far.',
  )
  expect(err).toContain('write "time": "payload.ts * 1000"')
  expect([code, out.includes('"c":9')]).toEqual([0, true])
})
