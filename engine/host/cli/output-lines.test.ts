import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { OutputLines } from './output-lines.ts'

/** A stream that writes nothing until it is let go on. */
function stuck() {
  const waiting: (() => void)[] = []
  const stream = new Writable({ write: (_chunk, _encoding, done) => void waiting.push(done) })
  const release = async () => {
    for (let done = waiting.shift(); done !== undefined; done = waiting.shift()) {
      done()
      await new Promise(setImmediate)
    }
  }
  return { stream, release }
}

const megabyte = 'x'.repeat(1024 * 1024)

test('what nobody reads makes it full at 16 MB, is lost at 32 from the next turn on, and leaves room when it is read', async () => {
  const { stream, release } = stuck()
  const told: string[] = []
  const lines = new OutputLines(stream, (text) => told.push(text))
  for (let at = 0; at < 15; at++) lines.write(megabyte)
  expect(lines.isFull()).toBe(false)
  lines.write(megabyte)
  expect(lines.isFull()).toBe(true)
  // The rest of what one arrival brings is never lost.
  for (let at = 0; at < 20; at++) lines.write(megabyte)
  expect([lines.lost, told]).toEqual([0, []])
  await new Promise(setImmediate)
  for (let at = 0; at < 8; at++) lines.write(megabyte)
  expect([lines.lost, told]).toEqual([8, [expect.stringContaining('too much waits to be read')]])
  expect(await lines.flush(1)).toBe(36)
  let room = 0
  lines.whenRoom(() => room++)
  const flushed = lines.flush(10_000)
  await release()
  expect([await flushed, room, lines.isFull()]).toEqual([0, 1, false])
})

test.each([
  ['ENOSPC', 'the disk is full'],
  ['EPIPE', 'nobody reads it any more'],
])('a line that fails with %s is counted and told once', async (code, words) => {
  const failure = Object.assign(new Error(code), { code })
  const told: string[] = []
  const stream = new Writable({ autoDestroy: false, write: (_chunk, _encoding, done) => done(failure) })
  const lines = new OutputLines(stream, (text) => told.push(text))
  lines.write('a')
  lines.write('b')
  await lines.flush(1_000)
  expect([lines.lost, told]).toEqual([2, [expect.stringContaining(words)]])
  if (code === 'EPIPE') await lines.closed
})
