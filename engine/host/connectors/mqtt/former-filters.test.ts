import { expect, test, vi } from 'vitest'
import type { Connection } from './client/connection.ts'
import { numberOf } from './filter-number.ts'
import { FormerFilters } from './former-filters.ts'
import { brokerAt } from './read-brokers.ts'

/** A broker's client that notes what it is no longer to ask for, and a clock by which each look for a filter takes 1 s. */
function former() {
  const [told, given]: [string[], string[]] = [[], []]
  const clock = { now: 0 }
  const filters = new FormerFilters(
    brokerAt('default', 'mqtt://h'),
    ({ message }) => told.push(message),
    () => clock.now++ * 1_000,
  )
  const request = ({ unsubscriptions }: { readonly unsubscriptions: readonly string[] }) => {
    given.push(...unsubscriptions)
    return Promise.resolve([0])
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
