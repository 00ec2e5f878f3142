import { expect, test, vi } from 'vitest'
import type { Connection } from './client/connection.ts'
import { numberOf } from './filter-number.ts'
import { FormerFilters } from './former-filters.ts'
import { brokerAt } from './read-brokers.ts'

/**
 * A broker's client that notes what it is no longer to ask for, and a clock by which each look for a filter takes 1 s. `answer`
 * is the reason code of the broker; none where the connection is lost before it comes.
 */
function former(answer: () => number | undefined = () => 0) {
  const [told, given]: [string[], string[]] = [[], []]
  const clock = { now: 0 }
  const filters = new FormerFilters(
    brokerAt('default', 'mqtt://h'),
    ({ message }) => told.push(message),
    () => clock.now++ * 1_000,
  )
  const request = ({ unsubscriptions }: { readonly unsubscriptions: readonly string[] }) => {
    given.push(...unsubscriptions)
    const code = answer()
    return Promise.resolve(code === undefined ? undefined : [code])
  }
  const connection = { request } as unknown as Connection // all that is used of it
  const come = (topic: string, ...numbers: number[]) => filters.giveUp(connection, topic, numbers)
  return { come, told, given, clock }
}

test('of many numbers in one message a few are looked for', () => {
  const { come, given } = former()
  const filters = Array.from({ length: 200 }, (_, at) => `${at}/#`)
  come('0', ...filters.slice(1).map(numberOf), numberOf('0/#'))
  expect(given).toEqual([])
  const { come: again, given: found } = former()
  again('0', numberOf('1/#'), numberOf('0/#'), numberOf('#'))
  expect(found).toEqual(['#', '0/#'])
})

test('looking for filters takes a small part of the time; who waits is found later', () => {
  const { come, given, clock } = former()
  for (let at = 0; at < 1_000; at++) come(String(at), numberOf(`${at}/#`))
  expect(given.length).toBeGreaterThan(1)
  expect(given.length / (clock.now / 20)).toBeLessThan(1.2)
  clock.now += 100
  come('999', numberOf('999/#'))
  expect(given.at(-1)).toBe('999/#')
})

test('a number is looked for once, and what is given up is told, the first times', async () => {
  const { come, given, told, clock } = former()
  for (let round = 0; round < 5; round++) {
    clock.now += 100
    come('a', numberOf('a/#'), 12)
  }
  expect(given).toEqual(['a/#'])
  for (let at = 0; at < 200; at++) {
    clock.now += 100
    come(String(at), numberOf(`${at}/#`))
  }
  expect(given).toHaveLength(201)
  await vi.waitFor(() => expect(told.some((line) => line.includes('asks for further ones'))).toBe(true))
  expect(told.filter((line) => line.includes('no longer asks for'))).toHaveLength(21)
  expect(told.filter((line) => line.includes('asks for further ones'))).toHaveLength(1)
})

test('a filter that the broker does not give up is not told as given up, but once what to do', async () => {
  const { come, given, told, clock } = former(() => 135)
  for (const topic of ['a', 'b']) {
    clock.now += 100
    come(topic, numberOf(`${topic}/#`))
  }
  await vi.waitFor(() => expect(told).toHaveLength(1))
  // It would be no use to ask again.
  clock.now += 100
  come('a', numberOf('a/#'))
  expect(given).toEqual(['a/#', 'b/#'])
  expect(told).toEqual([
    expect.stringMatching(/a message of a came that no node asks for any more; .*"session": "clean"/),
  ])
})

test('a filter whose answer is lost with the connection is given up by the next', async () => {
  const answers = [undefined, 0]
  const { come, given, told, clock } = former(() => answers.shift())
  for (let round = 0; round < 2; round++) {
    clock.now += 100
    come('a', numberOf('a/#'))
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(given).toEqual(['a/#', 'a/#'])
  expect(told).toEqual([expect.stringMatching(/no longer asks for a\/#$/)])
})

test('a bounded number of numbers is remembered', () => {
  const { come, given, clock } = former()
  const comeLater = (...numbers: number[]): void => {
    clock.now += 100
    come('a', ...numbers)
  }
  const asked = numberOf('a/#')
  comeLater(asked)
  for (let number = 1; number < 9_990; number += 8)
    comeLater(...Array.from({ length: 8 }, (_, at) => number + at))
  comeLater(asked)
  expect(given).toEqual(['a/#'])
  for (let number = 10_000; number < 10_100; number += 8)
    comeLater(...Array.from({ length: 8 }, (_, at) => number + at))
  comeLater(asked)
  expect(given).toEqual(['a/#', 'a/#'])
})
