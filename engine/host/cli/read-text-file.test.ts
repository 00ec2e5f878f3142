import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readTextFile } from './read-text-file.ts'

function fileOf(bytes: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-text-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'file')
  writeFileSync(path, 'ü'.repeat(bytes / 2))
  return path
}

const two = 2 * 1024 * 1024

test.each([0, 2, two - 2, two])('a file of %i bytes is read', (bytes) => {
  expect(readTextFile(fileOf(bytes), two, 'less')).toBe('ü'.repeat(bytes / 2))
})

test.each([two + 2, 2 * two])('one of %i bytes is too large', (bytes) => {
  expect(() => readTextFile(fileOf(bytes), two, 'a flow document')).toThrow(
    /file: larger than 2 MB; expected a flow document$/,
  )
})

test.each([
  ['/no/such', /there is no such file/],
  [tmpdir(), /this is a folder; name a file/],
  ['/dev/zero', /\/dev\/zero: this is a device without an end/],
])('%s is told', (path, said) => expect(() => readTextFile(path, two, 'a flow')).toThrow(said))

test('what the system gives no size for is read as well', ({ skip }) => {
  if (!existsSync('/proc/self')) skip('only Linux has such files')
  expect(readTextFile('/dev/null', two, 'a flow')).toBe('')
  expect(readTextFile('/proc/self/stat', two, 'a flow')).toMatch(/^\d+ /)
})
