import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { FileRow } from './file-rows.ts'
import { readTable, usualBounds } from './read-table.ts'

const node = { id: 'rows', type: 'table-in', values: { format: 'auto' } }

function fileWith(name: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-table-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

test.each([
  ['whole', '{"a":1}\n{"a":2}\n'],
  ['broken', '{"a":1}\n{"a":2'],
])(
  'a file that is changed under the reading is worth nothing, nor is what is wrong with it: %s',
  async (_, text) => {
    const path = fileWith('a.ndjson', text)
    let writes = 0
    const take = (): void => {
      if (writes++ === 0) appendFileSync(path, '{"a":3}\n')
    }
    const { signal } = new AbortController()
    expect(await readTable(node, path, usualBounds, take, signal)).toEqual({ state: undefined })
    const rows: FileRow[] = []
    const again = await readTable(node, path, usualBounds, (row) => void rows.push(row), signal)
    expect(again.state).toBeTypeOf('string')
    expect(rows.at(-1)?.line).toBe(text.endsWith('\n') ? 3 : 2)
  },
)

test('a reading that is to stop does not go on', async () => {
  const path = fileWith('a.ndjson', '1\n'.repeat(20_000))
  const stop = new AbortController()
  let rows = 0
  const take = (): void => {
    rows++
    stop.abort()
  }
  await expect(readTable(node, path, usualBounds, take, stop.signal)).rejects.toThrow(/abort/)
  expect(rows).toBeLessThan(20_000)
})
