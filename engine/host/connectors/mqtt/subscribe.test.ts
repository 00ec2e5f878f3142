import { expect, test } from 'vitest'
import type { Connection } from './client/connection.ts'
import { subscribe, unsubscribe } from './subscribe.ts'

/** A connection to a broker that answers each request with these reason codes. */
const answering = (codes: readonly number[] | undefined): Connection =>
  ({ request: () => Promise.resolve(codes) }) as unknown as Connection // all that is used of it

test.each([
  [0, undefined],
  [2, undefined],
  [127, undefined],
  [128, /^unspecified error \(128\)$/],
  [135, /^not authorized \(135\)$/],
])('a filter that is answered with %i is refused: %s', async (code, refusal) => {
  const [shortfall] = (await subscribe(answering([code]), new Map([['a/+', 0]]), true)) ?? []
  expect(shortfall?.refusal).toEqual(refusal && expect.stringMatching(refusal))
})

test('what is served with less than was asked for is no refusal', async () => {
  expect(await subscribe(answering([1]), new Map([['a/+', 2]]), true)).toEqual([
    { filter: 'a/+', refusal: undefined, asked: 2, granted: 1 },
  ])
})

test.each([
  [[0, 127, 17], []],
  [
    [0, 128, 135],
    ['b', 'c'],
  ],
  // MQTT 3.1.1 has no reason codes there.
  [[], []],
])('of three filters answered with %j the broker does not give up %j', async (codes, refused) => {
  expect(await unsubscribe(answering(codes), ['a', 'b', 'c'])).toEqual(refused)
})

test('nothing is known of what is lost with the connection', async () => {
  expect(await subscribe(answering(undefined), new Map([['a/+', 0]]), true)).toBeUndefined()
  expect(await unsubscribe(answering(undefined), ['a'])).toBeUndefined()
})
