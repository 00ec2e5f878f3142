import type * as Files from 'node:fs'
import { spawnSync } from 'node:child_process'
import { appendFileSync, closeSync, constants, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { makeEvent } from '../../core/model/event.ts'
import { DeadLetterFile } from './dead-letter-file.ts'

const disk = vi.hoisted(() => ({ room: Number.POSITIVE_INFINITY, whenFull: () => {} }))

/** A disk on which there is so much room, bytes: what does not fit is written in part, as disks do. */
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof Files>()
  const writeSync = (file: number, bytes: Buffer, at: number): number => {
    const length = Math.min(bytes.length - at, disk.room)
    if (length === 0) {
      disk.whenFull()
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
    }
    disk.room -= length
    return fs.writeSync(file, bytes, at, length)
  }
  return { ...fs, writeSync }
})

const letter = (payload: number) => ({
  flow: 'f',
  node: 'n',
  port: 'in',
  event: makeEvent(payload, 1),
  problem: { code: 'c', message: 'x'.repeat(200) },
  at: 1,
})

function open() {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-letters-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  onTestFinished(() => void Object.assign(disk, { room: Number.POSITIVE_INFINITY, whenFull: () => {} }))
  const path = join(folder, 'letters.ndjson')
  const told: string[] = []
  const file = new DeadLetterFile(path, (text) => told.push(text))
  const add = (...payloads: readonly number[]): void => {
    for (const payload of payloads) file.add(letter(payload))
    file.flush()
  }
  /** What is in each line; a line that is none of JSON shows as text. */
  const lines = () =>
    readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line): unknown => {
        try {
          return (JSON.parse(line) as { event: { payload: number } }).event.payload
        } catch {
          return line
        }
      })
  return { file, path, told, add, lines }
}

test('where the disk is full no half a line stays, what was not written is counted, and the next begins a line', () => {
  const { file, told, add, lines } = open()
  disk.room = 2.5 * 300
  add(0, 1, 2, 3, 4)
  expect(lines()).toEqual([0, 1])
  add(5)
  expect(lines()).toEqual([0, 1])
  disk.room = Number.POSITIVE_INFINITY
  add(6)
  expect(lines()).toEqual([0, 1, 6])
  file.close()
  expect(told).toEqual([
    expect.stringContaining('dead letters are only counted'),
    expect.stringMatching(/: 4 dead letters could not be written$/),
  ])
})

test('where others have written after half a line it stays, and the next letter begins a line', () => {
  const { file, path, told, add, lines } = open()
  add(0)
  disk.room = 100
  disk.whenFull = () => appendFileSync(path, 'theirs\n')
  add(1)
  disk.room = Number.POSITIVE_INFINITY
  add(2, 3)
  expect(lines()).toEqual([0, expect.stringMatching(/^\{.*theirs$/), 2, 3])
  file.close()
  expect(told.at(-1)).toMatch(/: 1 dead letters? could not be written$/)
})

test('a pipe, read or not, and a device are refused, for they could hold the process', ({ skip }) => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-letters-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const pipe = join(folder, 'pipe')
  skip(spawnSync('mkfifo', [pipe]).status !== 0, 'this system has no mkfifo')
  const refused = /^--dead-letters .*: expected a file, and this is a pipe or a device/
  const open = (path: string) => new DeadLetterFile(path, () => {})
  expect(() => open(pipe)).toThrow(refused)
  const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK)
  onTestFinished(() => closeSync(reader))
  expect(() => open(pipe)).toThrow(refused)
  expect(() => open('/dev/null')).toThrow(refused)
  expect(() => open(join(folder, 'none', 'file'))).toThrow(/there is no such file/)
})
