import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { check } from './check.ts'

afterEach(() => void vi.restoreAllMocks())

test('as JSON, a file that cannot be read is a problem like any other', async () => {
  const said: string[] = []
  vi.spyOn(console, 'log').mockImplementation((text: string) => void said.push(text))
  expect(await check.run(['/no/such.flow.json', '--json'])).toBe(2)
  expect(JSON.parse(said.join('\n'))).toEqual([
    {
      code: 'unreadable',
      severity: 'error',
      message: '/no/such.flow.json: there is no such file',
      place: [],
    },
  ])
})

const flow = (path: string, recording: string, node: object = { type: 'file-in' }) => ({
  millrace: 1,
  id: 'rows',
  nodes: { in: { ...node, path }, out: { type: 'log' } },
  wires: [['in', 'out']],
  tests: [{ name: 'a day', recording, expect: { out: [] } }],
})

test.each([
  ['nothing where both are there', 'rows.csv', 'day.ndjson', []],
  [
    'the file of a node as a warning',
    'nope.csv',
    'day.ndjson',
    [
      {
        code: 'no-file',
        severity: 'warning',
        node: 'in',
        setting: 'path',
        place: ['nodes', 'in', 'path'],
        line: 7,
      },
    ],
  ],
  [
    'a recording as an error',
    'rows.csv',
    'nope.ndjson',
    [{ code: 'no-file', severity: 'error', place: ['tests', 0, 'recording'], line: 22 }],
  ],
  [
    'the table of a node as a warning, too',
    'nope.csv',
    'day.ndjson',
    [{ code: 'no-file', severity: 'warning', node: 'in', setting: 'path' }],
    { type: 'table-in', key: 'payload.id' },
  ],
  ['a folder in place of a recording', 'rows.csv', '.', [{ code: 'no-file' }]],
  ['a recording outside the folder', 'rows.csv', '../day.ndjson', [{ code: 'no-file' }]],
])('files that cannot be read: %s', async (_, path, recording, expected, node?: object) => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-check-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const name of ['rows.csv', 'day.ndjson']) writeFileSync(join(folder, name), '')
  const file = join(folder, 'rows.flow.json')
  writeFileSync(file, JSON.stringify(flow(path, recording, node), null, 2))
  const said: string[] = []
  vi.spyOn(console, 'log').mockImplementation((text: string) => void said.push(text))
  const code = await check.run([file, '--json'])
  const problems = JSON.parse(said.join('\n'))
  expect(problems).toMatchObject(expected.map((one) => ({ file, flow: 'rows', ...one })))
  expect(problems).toHaveLength(expected.length)
  for (const problem of problems) expect(problem).toHaveProperty('remedy')
  expect(code).toBe(problems.some(({ severity }: { severity: string }) => severity === 'error') ? 2 : 0)
})
