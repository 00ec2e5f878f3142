import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { takeDataFolder } from './data-folder.ts'

test.each([
  ['of a process that is gone', 999_999_999, true],
  ["with this process's own number, which a container's former start had too", process.pid, true],
  ['that is no number', 'nonsense', true],
  ['of a process that runs', process.ppid, false],
])('a lock %s is taken over: %#', (_, holder, taken) => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-data-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const lock = join(folder, 'lock')
  writeFileSync(lock, String(holder))
  if (taken) takeDataFolder(folder, undefined)
  else expect(() => takeDataFolder(folder, undefined)).toThrow(/uses it; end that one/)
  expect(readFileSync(lock, 'utf8')).toBe(String(taken ? process.pid : holder))
})

test('a folder in the place of the lock is told with what to do about it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-data-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const lock = join(folder, 'lock')
  mkdirSync(lock)
  expect(() => takeDataFolder(folder, undefined)).toThrow(
    `--data ${folder}: ${lock} is a folder, where start writes a file to show that it uses this one; ` +
      'move it away, or name another folder',
  )
})
