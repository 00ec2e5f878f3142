import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { until } from '../../../../test/mqtt/until.ts'
import type { FlowSide } from '../connector.ts'
import { fileConnector } from './file-connector.ts'

function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-file-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

/** Reads one file as a flow would; `full` holds it back. */
function read(folder: string, values: Readonly<Record<string, unknown>>, outside = false) {
  const seen = {
    rows: [] as unknown[],
    lines: [] as unknown[],
    news: [] as string[],
    finished: false,
    full: false,
  }
  let room = (): void => {}
  const flow: FlowSide = {
    flow: 'files',
    now: () => Date.now(),
    receive: (arrival) => {
      seen.rows.push(arrival.kind === 'failed' ? arrival.problem : arrival.payload)
      if (arrival.kind === 'event') seen.lines.push(arrival.properties?.['line'])
    },
    isFull: () => seen.full,
    whenRoom: (callback) => void (room = callback),
    hasRoom: () => {},
    finished: () => void (seen.finished = true),
    tell: ({ message }) => void seen.news.push(message),
    count: () => {},
    lose: () => {},
  }
  const open = fileConnector({ folder, outside }).open([{ id: 'rows', type: 'file-in', values }], flow)
  onTestFinished(() => void open.close(0))
  return { seen, open, makeRoom: () => room() }
}

test('JSON lines, the bad ones told with their line', async () => {
  const folder = folderWith({ 'a.ndjson': '{"a":1}\n\n[2]\nnonsense\n{"__proto__":1}\n3' })
  const { seen } = read(folder, { path: 'a.ndjson', format: 'auto' })
  await until(() => seen.finished, 'the end of the file')
  expect(seen.rows).toMatchObject([{ a: 1 }, [2], { code: 'not-json' }, { code: 'forbidden-key' }, 3])
  expect(seen.rows[2]).toMatchObject({ message: expect.stringContaining('line 4') })
})

test('CSV by the names in its first row', async () => {
  const folder = folderWith({ 'a.csv': 'id;c;note\n007;4.5;"1"\n8;;x\n1;2\n123456789012345678901;1e3;-0.5' })
  const { seen } = read(folder, { path: 'a.csv', format: 'auto', separator: ';', numbers: true })
  await until(() => seen.finished, 'the end of the file')
  expect(seen.rows).toMatchObject([
    { id: '007', c: 4.5, note: '1' },
    { id: 8, c: null, note: 'x' },
    { code: 'bad-row' },
    { id: '123456789012345678901', c: 1_000, note: -0.5 },
  ])
})

test.each([
  ['a,a\n1,2', 'stands there twice'],
  ['a,\n1,2', 'column 2 has no name'],
  ['a,__proto__\n1,2', '__proto__ is not accepted'],
  ['2" pipe,c\r1,2\r3,4', 'a line ends in the midst of it'],
])('a row of names that cannot be used ends it: %j', async (text, said) => {
  const { seen } = read(folderWith({ 'a.csv': text }), { path: 'a.csv', format: 'csv' })
  await until(() => seen.finished, 'the end')
  expect(seen.rows).toEqual([])
  expect(seen.news.join()).toContain(said)
})

/** As Windows writes it where it is not told UTF-8. */
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1')
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le')

test.each([
  ['a.csv', latin1('room,c\nKühl 1,4\nhall,5\n"Kühl\n2",6\nx,7'), [2, 4]],
  ['a.csv', 'room,c\nhall\0,4\nhall,5\na\0,1,2\nx,7', [2, 4]],
  ['a.ndjson', latin1('{"room":"Kühl 1","c":4}\n{"room":"hall","c":5}\n"ü"\n{"room":"x","c":7}'), [1, 3]],
  ['a.ndjson', '{"room":"\0"}\n{"room":"hall","c":5}\n\0\0\n{"room":"x","c":7}', [1, 3]],
])('a row that is no UTF-8 is a problem with its line, never other text: %s %#', async (name, bytes, bad) => {
  const { seen } = read(folderWith({ [name]: bytes }), { path: name, format: 'auto' })
  await until(() => seen.finished, 'the end of the file')
  const problems = seen.rows.flatMap((row) => (isProblem(row) ? [row] : []))
  expect(problems.map(({ code }) => code)).toEqual(['not-utf-8', 'not-utf-8'])
  expect(
    problems.map(({ message }) => Number(/^line (\d+): expected text in UTF-8/.exec(message)?.[1])),
  ).toEqual(bad)
  expect(seen.rows.filter((row) => !isProblem(row))).toEqual([
    { room: 'hall', c: 5 },
    { room: 'x', c: 7 },
  ])
})

const isProblem = (row: unknown): row is { readonly code: string; readonly message: string } =>
  typeof row === 'object' && row !== null && 'code' in row

test.each([
  ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16('room,c\nhall,4')])],
  ['UTF-16 without a mark', utf16('room,c\nhall,4')],
  ['Latin-1', latin1('Räume,c\nhall,4')],
])('a row of names in %s ends it', async (_, bytes) => {
  const { seen } = read(folderWith({ 'a.csv': bytes }), { path: 'a.csv', format: 'csv' })
  await until(() => seen.finished, 'the end')
  expect(seen.rows).toEqual([])
  expect(seen.news.join()).toContain('the row of names: expected text in UTF-8')
})

test.each([
  [
    'a.csv',
    'room,c\rhall,4\r"x\ry",5\r',
    [
      { room: 'hall', c: 4 },
      { room: 'x\ny', c: 5 },
    ],
    [2, 3],
  ],
  [
    'a.csv',
    'room,c\r\r\nhall,4\r\r\nx,5',
    [
      { room: 'hall', c: 4 },
      { room: 'x', c: 5 },
    ],
    [4, 7],
  ],
  [
    'a.csv',
    'room,c\r\nhal\rl,4\r\nx,5\r',
    [
      { room: 'hal\rl', c: 4 },
      { room: 'x', c: 5 },
    ],
    [2, 3],
  ],
  ['a.ndjson', '{"c":4}\r\r{"c":5}', [{ c: 4 }, { c: 5 }], [1, 3]],
])('lines may end with a carriage return alone: %s %j', async (name, text, rows, lines) => {
  const { seen } = read(folderWith({ [name]: text }), { path: name, format: 'auto' })
  await until(() => seen.finished, 'the end of the file')
  expect([seen.news, seen.rows, seen.lines]).toEqual([[], rows, lines])
})

test.each([
  ['nothing.csv', 'there is no such file'],
  ['.', 'this is a folder'],
  ['a.csv/b.csv', 'a part of its path is no folder'],
])('%s is refused before anything runs: %s', (path, said) => {
  const folder = folderWith({ 'a.csv': 'a\n1' })
  const opened = (): unknown => read(folder, { path, format: 'auto' })
  expect(opened).toThrow(said)
  expect(opened).toThrow(`node rows: path: cannot read ${join(folder, path === '.' ? '' : path)}: `)
})

test.each([
  ['id;c;note\n1;2;3', ',', '";"'],
  ['id\tc\n1\t2', ';', String.raw`"\t"`],
  ['id,c\n1,2', ';', '","'],
])('a row of names with another separator is told: %j read with %j', async (text, separator, other) => {
  const { seen } = read(folderWith({ 'a.csv': text }), { path: 'a.csv', format: 'csv', separator })
  await until(() => seen.finished, 'the end')
  expect(seen.news.join()).toContain(`set "separator": ${other}`)
})

test.each(['"a;b"\n1', 'only\n1;2'])('a single column is none of that: %j', async (text) => {
  const { seen } = read(folderWith({ 'a.csv': text }), { path: 'a.csv', format: 'csv', separator: ',' })
  await until(() => seen.finished, 'the end')
  expect(seen.news).toEqual([])
  expect(seen.rows).toHaveLength(1)
})

test('each row says which line it was', async () => {
  const csv = read(folderWith({ 'a.csv': 'a\n1\n\n"x\ny"\n3' }), { path: 'a.csv', format: 'auto' })
  const json = read(folderWith({ 'a.ndjson': '1\n\n2' }), { path: 'a.ndjson', format: 'auto' })
  await until(() => csv.seen.finished && json.seen.finished, 'the ends')
  expect(csv.seen.lines).toEqual([2, 4, 6])
  expect(json.seen.lines).toEqual([1, 3])
})

test('nothing is read while the flow is full', async () => {
  const { seen, makeRoom } = read(folderWith({ 'a.ndjson': '1\n2\n3' }), {
    path: 'a.ndjson',
    format: 'ndjson',
  })
  seen.full = true
  await until(() => seen.rows.length > 0, 'the first row')
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate)
  expect(seen.rows).toEqual([1])
  seen.full = false
  makeRoom()
  await until(() => seen.finished, 'the end')
  expect(seen.rows).toEqual([1, 2, 3])
})

test('rows come spaced as their times are, so many times faster', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: 1_000_000 })
  onTestFinished(() => void vi.useRealTimers())
  const text = [0, 10_000, 20_000, 20_000].map((time) => JSON.stringify(time)).join('\n')
  const time = ({ payload }: { payload: number }): number => payload
  const values = { path: 'a.ndjson', format: 'ndjson', speed: 100, time }
  const { seen } = read(folderWith({ 'a.ndjson': text }), values)
  while (vi.getTimerCount() === 0) await new Promise(setImmediate)
  expect(seen.rows).toEqual([0])
  await vi.advanceTimersByTimeAsync(99)
  expect(seen.rows).toEqual([0])
  await vi.advanceTimersByTimeAsync(1)
  expect(seen.rows).toEqual([0, 10_000])
  await vi.advanceTimersByTimeAsync(99)
  expect(seen.rows).toHaveLength(2)
  await vi.advanceTimersByTimeAsync(1)
  while (!seen.finished) await new Promise(setImmediate)
  expect(seen.rows).toEqual([0, 10_000, 20_000, 20_000])
})

test.each(['../a.ndjson', '/etc/hostname', 'link.ndjson'])('%s does not lead out of the folder', (path) => {
  const elsewhere = folderWith({ 'a.ndjson': '1' })
  const folder = folderWith({})
  symlinkSync(join(elsewhere, 'a.ndjson'), join(folder, 'link.ndjson'))
  expect(() => read(folder, { path, format: 'ndjson' })).toThrow(/in the folder of the flow/)
})

function pipe(): string {
  const folder = folderWith({})
  execFileSync('mkfifo', [join(folder, 'pipe')])
  return folder
}

test.skipIf(process.platform === 'win32')('a pipe that nobody writes to can be closed', async () => {
  const { seen, open } = read(pipe(), { path: 'pipe', format: 'ndjson' })
  await new Promise(setImmediate)
  await new Promise(setImmediate)
  expect(seen.finished).toBe(false)
  expect(await open.close(1_000)).toBe(0)
})

test.skipIf(process.platform === 'win32')('a pipe is read until its writer goes', async () => {
  const folder = pipe()
  const { seen } = read(folder, { path: 'pipe', format: 'ndjson' })
  await new Promise(setImmediate)
  await new Promise(setImmediate)
  appendFileSync(join(folder, 'pipe'), '1\n2\n')
  await until(() => seen.finished, 'the pipe has been read')
  expect([seen.rows, seen.news]).toEqual([[1, 2], []])
})
