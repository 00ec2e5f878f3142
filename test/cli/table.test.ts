import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { until } from '../mqtt/until.ts'
import { Millrace, millrace } from './millrace.ts'
import { scratchFile } from './scratch.ts'

const machines = { type: 'table-in', path: 'machines.csv', key: 'payload.id' }
const limits = { type: 'lookup', by: 'payload.id', missing: 'pass', loading: '30s' }

/** A flow beside its table. */
function flowWith(
  nodes: object,
  wires: readonly (readonly string[])[],
  table?: string,
  rows?: string,
): string {
  const flow = scratchFile('limits.flow.json', {
    millrace: 1,
    id: 'limits',
    nodes: { machines, limits, out: { type: 'log' }, ...nodes },
    wires: [['machines', 'limits.table'], ...wires],
  })
  if (table !== undefined) writeFileSync(join(dirname(flow), 'machines.csv'), table)
  if (rows !== undefined) writeFileSync(join(dirname(flow), 'rows.ndjson'), rows)
  return flow
}

const table = (limit: number | string): string => `id,limit\nm0,1\nm1,${limit}\n`

test('a live flow keeps up with its table, whatever happens to the file', async () => {
  const flow = flowWith(
    {
      clock: { type: 'timer', every: '50ms', payload: '{ "id": "m1" }' },
      shown: { type: 'map', payload: '{ "limit": payload.row = null ? "none" : payload.row.limit }' },
      new: { type: 'change', value: 'payload.limit' },
    },
    [
      ['clock', 'limits.in'],
      ['limits.out', 'shown'],
      ['shown', 'new'],
      ['new', 'out'],
    ],
    table(60),
  )
  const file = join(dirname(flow), 'machines.csv')
  const replace = (text: string): void => {
    writeFileSync(`${file}.new`, text)
    renameSync(`${file}.new`, file)
  }
  const running = new Millrace(['run', flow])
  onTestFinished(() => running.end())
  const shows = (limit: number | string): Promise<void> =>
    until(() => running.out.trimEnd().endsWith(`{"limit":${JSON.stringify(limit)}}`), `limit ${limit}`, {
      seen: () => running.out + running.err,
    })
  await shows(60)
  writeFileSync(file, table(61))
  await shows(61)
  replace(table(62))
  await shows(62)
  writeFileSync(file, 'id;limit\nm1;63\n')
  await running.says(
    /warning: node machines: .*machines\.csv: .* set "separator": ";"; until it can be read again the table stays/,
  )
  writeFileSync(file, table(64))
  await shows(64)
  await running.says('machines.csv: is read again, 2 rows')
  rmSync(file)
  await running.says(/machines\.csv: there is no such file; until it can be read again the table stays/)
  writeFileSync(file, table(65))
  await shows(65)
  replace('id,limit\nm0,1\n')
  await shows('none')
  replace(table('never'))
  await shows('never')
  expect((await running.stop()).code).toBe(0)
  // Nothing came in between, such as a table that was empty while its file was gone.
  const limits = running.out
    .trim()
    .split('\n')
    .map((line) => /"limit":(.*?)}/.exec(line)?.[1])
  expect(limits).toEqual(['60', '61', '62', '64', '65', '"none"', '"never"'])
  expect(running.err.match(/until it can be read again/g)).toHaveLength(2)
})

const rows = [{ id: 'm1' }, { id: 'm7' }].map((row) => JSON.stringify(row)).join('\n')
const enriched = [
  { rows: { type: 'file-in', path: 'rows.ndjson', key: 'payload.id' } },
  [
    ['rows', 'limits.in'],
    ['limits.out', 'out'],
  ],
] as const

test('a flow waits for its table, and ends when its other sources have ended', async () => {
  const { code, out, err } = await millrace(['run', flowWith(...enriched, table(60), rows)])
  expect(out).toContain('"row":{"id":"m1","limit":60}')
  expect(out).toContain('{"id":"m7","row":null}')
  expect([code, out.trim().split('\n').length], err).toEqual([0, 2])
})

test('a table that cannot be read from the start does not hold the end up, and the exit code is 2', async () => {
  const [nodes, wires] = enriched
  const impatient = { ...nodes, limits: { ...limits, loading: '100ms' } }
  const { code, out, err } = await millrace(['run', flowWith(impatient, wires, 'id,id\n', rows)])
  expect(err).toMatch(/error: node machines: .*machines\.csv: .*stands there twice; there are no rows yet/)
  expect(out.match(/"row":null/g)).toHaveLength(2)
  expect(code).toBe(2)
})

test('a flow with nothing but a table goes on with what changes', async () => {
  const flow = flowWith({}, [['machines', 'out']], table(60))
  const running = new Millrace(['run', flow])
  onTestFinished(() => running.end())
  const shows = (text: string): Promise<void> =>
    until(() => running.out.includes(text), text, { seen: () => running.out + running.err })
  await shows('"limit":60')
  writeFileSync(join(dirname(flow), 'machines.csv'), 'id,limit\nm1,60\n')
  await shows('[m0]: null')
  const { code } = await running.stop()
  expect(code).toBe(0)
})

test('a table that is not there is told before anything runs; dead letters never go to it', async () => {
  const absent = await millrace(['run', flowWith(...enriched, undefined, rows)])
  expect([absent.code, absent.err]).toEqual([
    2,
    expect.stringContaining('machines.csv: there is no such file'),
  ])
  const flow = flowWith(...enriched, table(60), rows)
  const letters = await millrace(['run', flow, '--dead-letters', join(dirname(flow), 'machines.csv')])
  expect([letters.code, letters.err]).toEqual([
    2,
    expect.stringContaining('this is what node machines reads'),
  ])
})

test('in a replay the recording takes the place of the table', async () => {
  const flow = flowWith(...enriched)
  const loaded = { loaded: true }
  const input = [
    { node: 'machines', at: 1_000, payload: { id: 'm1', limit: 60 }, properties: loaded },
    { node: 'rows', at: 2_000, payload: { id: 'm1', n: 1 } },
    { node: 'machines', at: 3_000, payload: null, properties: { key: 'm1', ...loaded } },
    { node: 'rows', at: 4_000, payload: { id: 'm1', n: 2 } },
  ]
  const { code, out } = await millrace(['run', flow, '--input', '-'], {
    input: input.map((line) => JSON.stringify(line)).join('\n'),
  })
  const payloads = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).payload.message)
  expect(payloads).toEqual([
    { id: 'm1', n: 1, row: { id: 'm1', limit: 60 } },
    { id: 'm1', n: 2, row: null },
  ])
  expect(code).toBe(0)
})
