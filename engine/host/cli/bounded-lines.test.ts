import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { LiveScreen } from './live-screen.ts'

const megabyte = 1024 * 1024
const long = 'x'.repeat(megabyte - 1)

/** A screen on a stream that nobody reads until it is asked for, and what was read. */
function unread() {
  const read: string[] = []
  let next = (): void => {}
  const stream = new Writable({
    decodeStrings: false,
    write: (text: string, _encoding, done) => {
      next = () => {
        read.push(text)
        done()
      }
    },
  })
  const reads = async (count: number): Promise<void> => {
    for (let at = 0; at < count; at++) {
      next()
      await new Promise(setImmediate)
    }
  }
  const screen = new LiveScreen(stream as unknown as NodeJS.WriteStream) // no more is asked of it
  return { screen, stream, read, reads }
}

const told = (lines: string) => `warning: ${lines} not written here, since too much waited to be read\n`

test('lines that nobody reads are bounded, and how many are missing is told once half of them is read', async () => {
  const { screen, stream, read, reads } = unread()
  for (let at = 0; at < 1_050; at++) screen.line(long)
  expect(stream.writableLength).toBe(16 * megabyte)
  await reads(8)
  screen.line('too early')
  await reads(1)
  screen.line('a')
  screen.line('b')
  await reads(10)
  expect(read.slice(16)).toEqual([told('1,035 lines were'), 'a\n', 'b\n'])
})

test('how many are missing is told at the end, even if nobody reads by then', async () => {
  const { screen, read, reads } = unread()
  for (let at = 0; at < 17; at++) screen.line(long)
  screen.end()
  screen.end()
  await reads(17)
  expect(read.slice(16)).toEqual([told('1 line was')])
})
