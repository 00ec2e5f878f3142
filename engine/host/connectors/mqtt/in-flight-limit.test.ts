import { expect, test } from 'vitest'
import { InFlightLimit } from './in-flight-limit.ts'

test.each<[losses: readonly number[], expected: number]>([
  [[], 20],
  [[0, 10, 1], 20],
  [[20], 10],
  [[11], 10],
  [[20, 10], 5],
  [[20, 5], 10],
  [[20, 20, 20, 20, 20, 20], 1],
])('after losses with %j messages of QoS 2 in flight MQTT 3.1.1 allows %i', (losses, expected) => {
  const limit = new InFlightLimit()
  for (const count of losses) {
    expect(limit.lost(5, count)).toBeUndefined()
    limit.lost(4, count)
  }
  expect(limit.of(4, undefined, 2)).toBe(expected)
  expect(limit.of(4, undefined, 1)).toBe(1_000)
  expect(limit.of(5, undefined, 2)).toBe(1_000)
})

// It may not say 0 (MQTT 5, 3.2.2.3.3), by which nothing could ever be sent.
test.each([
  [0, 1],
  [1, 1],
  [20, 20],
  [65_535, 1_000],
])('with MQTT 5 a broker that allows %i is sent %i at once', (receiveMaximum, expected) => {
  expect(new InFlightLimit().of(5, receiveMaximum, 1)).toBe(expected)
})
