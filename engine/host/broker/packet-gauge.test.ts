import { expect, test } from 'vitest'
import { PacketGauge } from './packet-gauge.ts'

const publish = (...rest: number[]): number[] => [0x30, ...rest]
const other = (...rest: number[]): number[] => [0x82, ...rest]
const body = (length: number): number[] => Array.from({ length }, () => 0xff)

test.each([
  ['none', [...publish(10), ...body(10), ...other(5), ...body(5), 0xc0, 0, ...publish(0)], undefined],
  ['a message', [...publish(200, 1), ...body(200), ...publish(201, 1)], 201],
  ['another packet', [...publish(10), ...body(10), ...other(100)], 100],
  ['the largest there can be', publish(0xff, 0xff, 0xff, 0x7f), 268_435_455],
])('tells %s too large, however the bytes come', (_, bytes, expected) => {
  for (const size of [1, 2, 3, 7, 1_000]) {
    const gauge = new PacketGauge(200, 99)
    const found: number[] = []
    for (let at = 0; at < bytes.length; at += size) {
      const length = gauge.tooLarge(Buffer.from(bytes.slice(at, at + size)))
      if (length !== undefined) found.push(length)
    }
    expect(found[0], `pieces of ${size}`).toBe(expected)
  }
})
