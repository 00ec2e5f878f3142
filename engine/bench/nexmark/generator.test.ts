import { expect, test } from 'vitest'
import { disordered } from './disorder.ts'
import { type AuctionEvent, eventsOf, type House, longestAuction } from './generator.ts'

const house: House = { seed: 3, eventsPerSecond: 1_000, begin: 50_000 }

function firstOf(house: House, count: number): readonly AuctionEvent[] {
  const source = eventsOf(house)
  return Array.from({ length: count }, () => source.next().value)
}

const bids = (events: readonly AuctionEvent[]): readonly AuctionEvent['payload'][] =>
  events.filter(({ source }) => source === 'bids').map(({ payload }) => payload)

test('the same house has the same events, another seed others', () => {
  expect(firstOf(house, 500)).toEqual(firstOf(house, 500))
  expect(firstOf({ ...house, seed: 4 }, 500)).not.toEqual(firstOf(house, 500))
})

test('of 50 events one is a person, three are auctions, and time goes on evenly', () => {
  const events = firstOf(house, 5_000)
  const counts = Map.groupBy(events, ({ source }) => source)
  expect([...counts].map(([source, own]) => [source, own.length])).toEqual([
    ['persons', 100],
    ['auctions', 300],
    ['bids', 4_600],
  ])
  expect(events.map(({ payload }) => payload.dateTime)).toEqual(events.map((_, at) => 50_000 + at))
})

test('half of the bids are for one auction of a hundred, three quarters by one bidder of a hundred', () => {
  const all = bids(firstOf(house, 100_000))
  const hotAuctions = all.filter(({ auction }) => Number(auction) % 100 === 0).length
  const hotBidders = all.filter(({ bidder }) => Number(bidder) % 100 === 1).length
  expect(hotAuctions / all.length).toBeCloseTo(0.505, 1)
  expect(hotBidders / all.length).toBeCloseTo(0.7525, 1)
})

test('no auction is longer than the longest, and no bid is far from its auction', () => {
  const events = firstOf(house, 100_000)
  const longest = longestAuction(house.eventsPerSecond)
  const begun = new Map<unknown, number>()
  for (const { source, payload } of events) {
    if (source !== 'auctions') continue
    begun.set(payload['id'], payload.dateTime)
    expect(Number(payload['expires']) - payload.dateTime).toBeLessThanOrEqual(longest)
  }
  const apart = bids(events).map(({ auction, dateTime }) =>
    Math.abs(dateTime - (begun.get(auction) ?? dateTime)),
  )
  expect(Math.max(...apart)).toBeLessThanOrEqual(longest)
})

test('out of order an event comes after others that are no more than so much later', () => {
  const events = firstOf(house, 2_000)
  const arriving = disordered(events, 40, 5)
  let newest = 0
  const behind = arriving.map(({ payload: { dateTime } }) => {
    newest = Math.max(newest, dateTime)
    return newest - dateTime
  })
  expect(arriving.toSorted((one, other) => one.payload.dateTime - other.payload.dateTime)).toEqual(events)
  expect(Math.max(...behind)).toBeGreaterThan(20)
  expect(Math.max(...behind)).toBeLessThanOrEqual(40)
})
