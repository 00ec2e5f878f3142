import { Duplex } from 'node:stream'
import { expect, test } from 'vitest'
import { PacketWriter } from './packet-writer.ts'

/** A stream that keeps what it is given at once. */
function recorded() {
  const pieces: string[] = []
  const stream = new Duplex({
    read() {},
    writev(chunks, done) {
      pieces.push(chunks.map(({ chunk }) => String(chunk)).join(''))
      done()
    },
  })
  return { stream, pieces }
}

const nextTick = () => new Promise<void>((resolve) => process.nextTick(resolve))

test('packets of one turn go out at once, those of the next by themselves', async () => {
  const { stream, pieces } = recorded()
  const writer = new PacketWriter()
  for (const packet of ['a', 'b', 'c']) writer.write(stream, Buffer.from(packet), () => {})
  expect(pieces).toEqual([])
  await nextTick()
  expect(pieces).toEqual(['abc'])
  writer.write(stream, Buffer.from('d'), () => {})
  await nextTick()
  expect(pieces).toEqual(['abc', 'd'])
})

test('a connection that follows another in the same turn holds nothing back, and neither does the former', async () => {
  const [former, next] = [recorded(), recorded()]
  const writer = new PacketWriter()
  writer.write(former.stream, Buffer.from('a'), () => {})
  writer.write(next.stream, Buffer.from('b'), () => {})
  await nextTick()
  writer.write(next.stream, Buffer.from('c'), () => {})
  await nextTick()
  expect([former.pieces, next.pieces]).toEqual([['a'], ['b', 'c']])
  expect([former.stream.writableCorked, next.stream.writableCorked]).toEqual([0, 0])
})
