import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { until } from '../../../../test/mqtt/until.ts'
import type { EventArrival, FailedArrival } from '../../../core/operator/arrival.ts'
import { valuesOf } from '../../../core/operators/settings.fixture.ts'
import { tableIn } from '../../../core/operators/table-in/table-in.ts'
import type { FlowSide } from '../connector.ts'
import { fileConnector } from './file-connector.ts'
import { followTable } from './follow-table.ts'
import { usualBounds } from './read-table.ts'

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-table-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const usual = { quiet: 20, poll: 40 }
const bounds = { ...usualBounds, rows: 1_000 }

/** Follows a file as a flow would; `write` replaces it in one go. */
function follow(
  name: string,
  text: string,
  settings: object = {},
  { outside = true, within = scratch(), times = usual } = {},
) {
  const path = join(within, name)
  writeFileSync(path, text)
  const values = valuesOf(tableIn, { path: name, key: 'payload.id', ...settings })
  const seen = {
    arrivals: [] as (EventArrival | FailedArrival)[],
    news: [] as string[],
    finished: 0,
    full: false,
  }
  let room = (): void => {}
  const flow: FlowSide = {
    flow: 'tables',
    now: () => Date.now(),
    receive: (arrival) => void seen.arrivals.push(arrival as EventArrival | FailedArrival), // no answers here
    isFull: () => seen.full,
    whenRoom: (callback) => void (room = callback),
    hasRoom: () => {},
    finished: () => void seen.finished++,
    tell: ({ level, message }) =>
      void seen.news.push(`${level}: ${message.replace(`node rows: ${path}: `, '')}`),
    count: () => {},
    lose: () => {},
  }
  const stop = new AbortController()
  const node = { id: 'rows', type: 'table-in', values }
  const done = followTable({ node, path, options: { folder: within, outside } }, flow, stop.signal, {
    times,
    bounds,
  })
  onTestFinished(() => stop.abort())
  const write = (text: string | Buffer): void => {
    writeFileSync(`${path}.new`, text)
    renameSync(`${path}.new`, path)
  }
  /** The rows that have come since the last call, once there are so many. */
  let taken = 0
  const rows = async (count: number): Promise<unknown[]> => {
    await until(() => seen.arrivals.length >= taken + count, `${count} more arrivals`, {
      seen: () => JSON.stringify(seen),
    })
    const fresh = seen.arrivals.slice(taken)
    taken = seen.arrivals.length
    return fresh.map((one) => {
      if (one.kind === 'failed') return one.problem
      const { line: _, ...properties } = one.properties ?? {}
      return [one.payload, properties]
    })
  }
  const news = async (count: number): Promise<readonly string[]> => {
    await until(() => seen.news.length >= count, `${count} news`, { seen: () => JSON.stringify(seen) })
    return seen.news
  }
  return { path, folder: within, seen, write, rows, news, stop, done, makeRoom: () => room() }
}

const loaded = { loaded: true }
const csv = (...rows: readonly string[]): string => ['id,c', ...rows, ''].join('\n')

test.each([
  ['a.csv', csv('a,1', 'b,2'), {}],
  ['a.tsv', 'id\tc\na\t1\nb\t2\n', { format: 'csv', separator: '\t' }],
  ['a.json', '[{"id":"a","c":1},\n{"id":"b","c":2}]', {}],
  ['a.ndjson', '{"id":"a","c":1}\n{"id":"b","c":2}', {}],
])('rows of %s, the last of which says that all are there', async (name, text, settings) => {
  const table = follow(name, text, settings)
  expect(await table.rows(2)).toEqual([
    [{ id: 'a', c: 1 }, {}],
    [{ id: 'b', c: 2 }, loaded],
  ])
  await until(() => table.seen.finished === 1, 'the first reading')
  expect(table.seen.news).toEqual([])
})

test('an object of rows by their names, of which the last counts', async () => {
  const text = '{"hall":"day",\n"yard":"night",\n"hall":"dusk"}'
  const table = follow('a.json', text, { key: 'properties.name' })
  expect(await table.rows(2)).toEqual([
    ['dusk', { name: 'hall' }],
    ['night', { name: 'yard', ...loaded }],
  ])
  expect(await table.news(1)).toEqual([
    'warning: line 3: the key "hall" stands in line 1 already; the last row counts',
  ])
  table.write('{"hall":"dusk"}')
  expect(await table.rows(1)).toEqual([[null, { key: 'yard', ...loaded }]])
})

test.each([
  ['a.csv', 'id,c\n', csv('a,1')],
  ['a.json', ' []\n', '[{"id":"a","c":1}]'],
  ['a.json', '{}', '{"x":{"id":"a","c":1}}'],
  ['a.ndjson', '', '{"id":"a","c":1}\n'],
  ['a.ndjson', '\n\n', '{"id":"a","c":1}\n'],
])('a table without rows says so, once: %s %j', async (name, empty, text) => {
  const table = follow(name, empty)
  expect(await table.rows(1)).toEqual([[null, loaded]])
  appendFileSync(table.path, '\n')
  table.write(text)
  expect(await table.rows(1)).toMatchObject([[{ id: 'a', c: 1 }, loaded]])
})

test('only differences come, what is gone first, and how the file is changed does not matter', async () => {
  const table = follow('a.csv', csv('a,1', 'b,2', 'c,3'))
  await table.rows(3)
  table.write(csv('d,4', 'a,1', 'b,5'))
  expect(await table.rows(3)).toEqual([
    [null, { key: 'c' }],
    [{ id: 'd', c: 4 }, {}],
    [{ id: 'b', c: 5 }, loaded],
  ])
  appendFileSync(table.path, 'e,6\n')
  expect(await table.rows(1)).toEqual([[{ id: 'e', c: 6 }, loaded]])
  truncateSync(table.path)
  appendFileSync(table.path, 'id,c\n')
  appendFileSync(table.path, 'a,7\nb,5\nd,4\n')
  expect(await table.rows(2)).toEqual([
    [null, { key: 'e' }],
    [{ id: 'a', c: 7 }, loaded],
  ])
  table.write(csv())
  expect(await table.rows(3)).toEqual([
    [null, { key: 'a' }],
    [null, { key: 'b' }],
    [null, { key: 'd', ...loaded }],
  ])
  expect(table.seen.news).toEqual([])
  expect(table.seen.finished).toBe(1)
})

test('a file that is gone leaves the table, is told once, and is there again', async () => {
  const table = follow('a.csv', csv('a,1', 'b,2'))
  await table.rows(2)
  rmSync(table.path)
  expect(await table.news(1)).toEqual([
    'warning: there is no such file; until it can be read again the table stays as it was',
  ])
  table.write(csv('a,1', 'b,3'))
  expect(await table.rows(1)).toEqual([[{ id: 'b', c: 3 }, loaded]])
  expect((await table.news(2))[1]).toBe('info: is read again, 2 rows')
})

test('its whole folder may go and come back', async () => {
  const within = join(scratch(), 'inner')
  mkdirSync(within)
  const table = follow('a.csv', csv('a,1'), {}, { within })
  await table.rows(1)
  rmSync(within, { recursive: true })
  await table.news(1)
  mkdirSync(within)
  table.write(csv('a,2'))
  expect(await table.rows(1)).toEqual([[{ id: 'a', c: 2 }, loaded]])
  table.write(csv('a,3'))
  expect(await table.rows(1)).toEqual([[{ id: 'a', c: 3 }, loaded]])
})

test('a link to where nothing tells of changes is looked at', async () => {
  const elsewhere = scratch()
  writeFileSync(join(elsewhere, 'a.csv'), csv('a,1'))
  const within = scratch()
  symlinkSync(join(elsewhere, 'a.csv'), join(within, 'a.csv'))
  const table = follow('a.csv', csv('a,1'), {}, { within })
  await table.rows(1)
  writeFileSync(join(elsewhere, 'b.csv'), csv('a,2'))
  renameSync(join(elsewhere, 'b.csv'), join(elsewhere, 'a.csv'))
  expect(await table.rows(1)).toEqual([[{ id: 'a', c: 2 }, loaded]])
})

/** Looked at too seldom to count. */
const told = { quiet: 20, poll: 3_600_000 }

test('where the folder tells of changes nothing is looked for', async () => {
  const table = follow('a.csv', csv('a,1'), {}, { times: told })
  await table.rows(1)
  // What comes before the reading is over is seen at once.
  await until(() => table.seen.finished === 1, 'the first reading')
  writeFileSync(table.path, csv('a,2'))
  expect(await table.rows(1)).toEqual([[{ id: 'a', c: 2 }, loaded]])
  for (const c of [3, 4, 5]) {
    table.write(csv(`a,${c}`))
    expect(await table.rows(1)).toEqual([[{ id: 'a', c }, loaded]])
  }
})

test('what is written in pieces is read once it is quiet', async () => {
  const table = follow('a.csv', csv('a,1'), {}, { times: { quiet: 1_000, poll: 5 } })
  await table.rows(1)
  await until(() => table.seen.finished === 1, 'the first reading')
  truncateSync(table.path)
  for (const piece of csv('a,2', 'b,3').split('')) {
    appendFileSync(table.path, piece)
    for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate)
  }
  expect(await table.rows(2)).toEqual([
    [{ id: 'a', c: 2 }, {}],
    [{ id: 'b', c: 3 }, loaded],
  ])
  expect(table.seen.news).toEqual([])
})

test.each([
  ['a.json', '[{"id":"a","c":1}]', '[{"id":"a","c":2},', 'the list is not closed'],
  ['a.json', '[{"id":"a","c":1}]', '[{"id":"a","c":2},\n{"id":b}]', 'line 2: expected JSON'],
  ['a.json', '[{"id":"a","c":1}]', '', 'expected a JSON list or object of rows, got an empty file'],
  ['a.csv', csv('a,1'), '', 'expected a row of names, got an empty file'],
  ['a.csv', csv('a,1'), 'id,id\na,1\n', '"id" stands there twice'],
  [
    'a.csv',
    csv('a,1'),
    'id,c\na,2\nb',
    'line 3: expected 2 values, one for each name in the first row, got 1; since no end',
  ],
  ['a.csv', csv('a,1'), 'id,c\na,2\nb,"3', 'a quote is not closed'],
  ['a.ndjson', '{"id":"a","c":1}', '{"id":"a","c":2}\n{"id":"b"', 'line 2: expected JSON'],
])(
  '%s that is broken leaves the table, and is told for each change: %#',
  async (name, good, broken, said) => {
    const table = follow(name, good)
    await table.rows(1)
    table.write(broken)
    const [first] = await table.news(1)
    expect(first).toMatch(/^warning: .*; until it can be read again the table stays as it was$/s)
    expect(first).toContain(said)
    table.write(broken)
    expect((await table.news(2))[1]).toBe(first)
    table.write(good.replace('1', '3'))
    expect(await table.rows(1)).toEqual([[{ id: 'a', c: 3 }, loaded]])
    expect(await table.news(3)).toHaveLength(3)
  },
)

test('a file that is broken from the start is an error, and the reading is over', async () => {
  const table = follow('a.json', '{')
  expect((await table.news(1))[0]).toMatch(/^error: .*; there are no rows yet$/)
  await until(() => table.seen.finished === 1, 'the first reading')
  table.write('[{"id":"a"}]')
  expect(await table.rows(1)).toEqual([[{ id: 'a' }, loaded]])
  expect(table.seen.finished).toBe(1)
})

test('rows that cannot be used are dead letters with their line; the others count', async () => {
  const table = follow('a.csv', csv('a,1', 'b', ',3', 'c,4'))
  expect(await table.rows(4)).toEqual([
    { code: 'bad-row', message: 'line 3: expected 2 values, one for each name in the first row, got 1' },
    { code: 'no-key', message: 'line 4: expected a key, got nothing (setting key)' },
    [{ id: 'a', c: 1 }, {}],
    [{ id: 'c', c: 4 }, loaded],
  ])
  table.write(csv('z,9', 'a,1', 'b', ',3', 'c,4'))
  expect(await table.rows(1)).toEqual([[{ id: 'z', c: 9 }, loaded]])
})

test('a row of JSON that is whole and not accepted is a dead letter too', async () => {
  const text = '[{"id":"a"},\n{"id":"b","__proto__":1},\n{"id":"c","n":1e999},\nnull]'
  const table = follow('a.json', text)
  const found = await table.rows(4)
  expect(found).toMatchObject([
    { code: 'forbidden-key', message: expect.stringContaining('line 2: ') },
    { code: 'not-finite' },
    { code: 'bad-row', message: 'line 4: expected a row, got null' },
    [{ id: 'a' }, loaded],
  ])
})

test('each row says its line, and a key may be of several parts', async () => {
  const { seen, rows } = follow('a.json', '[{"id":"a"},\n\n{"id":"b"}]', { key: '["x", payload.id]' })
  await rows(2)
  expect(seen.arrivals.map((one) => one.kind === 'event' && one.properties?.['line'])).toEqual([1, 3])
})

test('a table that is too large is not read', async () => {
  const table = follow('a.ndjson', '{"id":"a"}\n')
  await table.rows(1)
  truncateSync(table.path, usualBounds.bytes + 1)
  expect((await table.news(1))[0]).toContain('it has 65 MB, a table has at most 64 MB')
  table.write('1\n'.repeat(1_001))
  expect((await table.news(2))[1]).toContain('it has more than 1000 rows')
  expect(table.seen.arrivals).toHaveLength(1)
})

test('nothing comes while the flow is full, and nothing after the stop', async () => {
  const table = follow('a.csv', csv('a,1', 'b,2', 'c,3'))
  table.seen.full = true
  await table.rows(1)
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate)
  expect(table.seen.arrivals).toHaveLength(1)
  table.seen.full = false
  table.makeRoom()
  await table.rows(2)
  table.stop.abort()
  table.write(csv('a,9'))
  await table.done
  expect(table.seen.arrivals).toHaveLength(3)
})

test('a file that becomes a link out of the folder is not followed where that is not allowed', async () => {
  const table = follow('a.csv', csv('a,1'), {}, { outside: false })
  await table.rows(1)
  const elsewhere = join(scratch(), 'b.csv')
  writeFileSync(elsewhere, csv('a,2'))
  rmSync(table.path)
  symlinkSync(elsewhere, table.path)
  const news = await table.news(1)
  await until(() => news.some((one) => one.includes('in the folder of the flow')), 'the refusal')
  table.stop.abort()
  await table.done
  expect(table.seen.arrivals).toHaveLength(1)
})

test.skipIf(process.platform === 'win32')('a pipe is no table, from the start or later', async () => {
  const table = follow('a.csv', csv('a,1'))
  await table.rows(1)
  rmSync(table.path)
  execFileSync('mkfifo', [table.path])
  const news = await table.news(1)
  await until(() => news.some((one) => one.includes('this is a pipe')), 'the refusal')
  const node = { id: 'rows', type: 'table-in', values: { path: 'a.csv' } }
  const open = (): unknown =>
    fileConnector({ folder: table.folder, outside: true }).open([node], undefined as never) // it comes to nothing
  expect(open).toThrow('as a table: this is a pipe')
})
