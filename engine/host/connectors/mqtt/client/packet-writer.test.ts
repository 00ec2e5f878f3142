import { Duplex } from 'node:stream'
import { expect, test } from 'vitest'
import { PacketWriter } from './packet-writer.ts'

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** A stream that notes what is written, and has written it once it is told to, or fails. */
function slow() {
  const pieces: Buffer[] = []
  const waiting: ((error?: Error) => void)[] = []
  const stream = new Duplex({
    write(chunk: Buffer, _encoding, done) {
      pieces.push(Buffer.from(chunk))
      waiting.push(done)
    },
    read() {},
  })
  stream.on('error', () => {})
  let flushes = 0
  let packets = 0
  let parts = 0
  const writer = new PacketWriter(
    stream,
    () => packets++,
    () => parts++,
    () => flushes++,
  )
  const message = (text: string, isUnacknowledged = true): void => {
    const at = writer.reserve(text.length)
    writer.commit(at + writer.bytes.write(text, at), isUnacknowledged)
  }
  return {
    writer,
    message,
    pieces,
    flushes: () => flushes,
    packets: () => packets,
    parts: () => parts,
    written: (error?: Error) => waiting.shift()?.(error),
  }
}

test('packets of one turn of the event loop are written at once, in order', async () => {
  const { writer, message, pieces, packets } = slow()
  message('one')
  writer.write(Buffer.from('two'))
  message('three')
  expect(pieces).toEqual([])
  await tick()
  expect(pieces.map(String)).toEqual(['onetwothree'])
  expect(packets()).toBe(3)
})

test('many of them are written in parts, none of which changes afterwards', async () => {
  const { message, pieces, written } = slow()
  const texts = Array.from({ length: 20_000 }, (_, at) => `message ${at};`)
  for (const text of texts) message(text)
  await tick()
  for (let part = 0; part < 20; part++) {
    written()
    await tick()
  }
  expect(pieces.length).toBeGreaterThan(2)
  expect(pieces.join('')).toBe(texts.join(''))
})

test('one that is larger than a part is written as it is', async () => {
  const { message, pieces, written } = slow()
  message('before')
  message('x'.repeat(1_000_000))
  message('behind')
  for (let part = 0; part < 3; part++) {
    await tick()
    written()
  }
  expect(pieces.join('')).toBe(`before${'x'.repeat(1_000_000)}behind`)
})

test('the room for a large one is let go with it', async () => {
  const { writer, message } = slow()
  message('x'.repeat(1_000_000))
  expect(writer.bytes).toHaveLength(1_000_000)
  await tick()
  expect(writer.bytes).toHaveLength(0)
})

test('messages that nobody acknowledges are held until they are written', async () => {
  const { writer, message, flushes, written } = slow()
  message('12345')
  message('acknowledged', false)
  await tick()
  message('678')
  expect([writer.messages, writer.length]).toEqual([2, 8])
  await tick()
  written()
  expect([writer.messages, writer.length, flushes()]).toEqual([1, 3, 0])
  await tick()
  written()
  expect([writer.messages, writer.length, flushes()]).toEqual([0, 0, 1])
})

test('what is held when the connection is gone is counted, once, and nothing that comes later counts', async () => {
  const { writer, message, flushes, written } = slow()
  message('one')
  await tick()
  message('two')
  message('three')
  expect(writer.giveUp()).toBe(3)
  written(new Error('gone'))
  await tick()
  expect([writer.messages, writer.length, writer.giveUp(), flushes()]).toEqual([0, 0, 0, 0])
})
