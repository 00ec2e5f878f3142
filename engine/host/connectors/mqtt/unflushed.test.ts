import { type AddressInfo, connect, createServer } from 'node:net'
import { Writable } from 'node:stream'
import { setImmediate as turnOfLoop } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { Unflushed } from './unflushed.ts'

const packet = Buffer.alloc(1024)

/** A connection that takes what was written in one turn as one piece, when it is told to. */
function slow() {
  const pieces: (() => void)[] = []
  const stream = new Writable({ highWaterMark: 64 * 1024, writev: (_chunks, done) => void pieces.push(done) })
  /** Takes the oldest piece. */
  const take = async (): Promise<void> => {
    pieces.shift()?.()
    await turnOfLoop()
  }
  return { stream: stream as never, take, end: () => stream.destroy() }
}

function flushing() {
  const seen = { emptied: 0 }
  const unflushed = new Unflushed(() => seen.emptied++)
  const write = async (stream: never, count: number): Promise<void> => {
    for (let at = 0; at < count; at++) unflushed.write(stream, packet)
    await turnOfLoop()
  }
  return { unflushed, write, seen }
}

test('what a connection has not taken is counted, message by message, long before its buffer is full', async () => {
  const { unflushed, write, seen } = flushing()
  const { stream, take, end } = slow()
  await write(stream, 3)
  expect([unflushed.messages, unflushed.bytes, seen.emptied]).toEqual([3, 1024, 0])
  await take()
  expect([unflushed.messages, unflushed.bytes, seen.emptied]).toEqual([0, 0, 1])
  await write(stream, 5)
  await write(stream, 2)
  expect(unflushed.messages).toBe(7)
  await take()
  expect([unflushed.messages, seen.emptied]).toEqual([2, 1])
  end()
  await turnOfLoop()
  expect([unflushed.settle(), unflushed.messages]).toEqual([2, 0])
})

test('what a connection that is gone still says does not count for the next', async () => {
  const { unflushed, write } = flushing()
  const [first, second] = [slow(), slow()]
  await write(first.stream, 4)
  expect(unflushed.settle()).toBe(4)
  await write(second.stream, 3)
  await first.take()
  expect(unflushed.messages).toBe(3)
  await second.take()
  expect(unflushed.messages).toBe(0)
})

test('a socket that takes no more: those that stay in this process are lost with it', async () => {
  const server = createServer((socket) => void socket.pause().on('error', () => {}))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo // a server on a TCP port has an AddressInfo
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  await new Promise<void>((resolve) => socket.once('connect', resolve))
  const { unflushed, write } = flushing()
  for (let at = 0; socket.writableLength === 0; at++) {
    expect(at).toBeLessThan(50_000)
    await write(socket as never, 1)
  }
  await write(socket as never, 10)
  expect(socket.writableNeedDrain).toBe(false)
  expect(unflushed.messages).toBe(socket.writableLength / packet.length)
  expect(unflushed.messages).toBe(11)
  socket.destroy()
  expect(unflushed.settle()).toBe(11)
})
