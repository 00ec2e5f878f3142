import type { JsonObject } from '../../core/model/json.ts'
import { type Chance, chanceFrom } from './chance.ts'

/** An event of the auction house, with the source of a flow that it belongs to. */
export interface AuctionEvent {
  readonly source: 'persons' | 'auctions' | 'bids'
  readonly payload: JsonObject & { readonly dateTime: number }
}

export interface House {
  readonly seed: number
  readonly eventsPerSecond: number
  /** When the first event happens, ms since the epoch. */
  readonly begin: number
}

/*
 * Nexmark's model (Tucker, Tufte, Papadimos and Maier, 2002; the numbers are those of the suites of Beam and Flink): of 50
 * events one is a person, then come three auctions and 46 bids.
 */
const round = 50
const auctionsPerRound = 3
const firstId = 1_000
const firstCategory = 10
const categories = 5
/** Half of the bids go to one auction of the last hundred, and three quarters of bids and auctions are of one person. */
const hotBatch = 100
const hotAuctionRatio = 2
const hotPersonRatio = 4
const peopleActive = 1_000
export const auctionsInFlight = 100
/** Ids so far ahead of the newest are used too: a bid may come before its auction. */
const lead = 10
const hotChannels = ['Google', 'Facebook', 'Baidu', 'Apple']
const channels = 10_000

const states = ['AZ', 'CA', 'ID', 'OR', 'WA', 'WY']
const cities = 'Phoenix,Los Angeles,San Francisco,Boise,Portland,Bend,Redmond,Seattle,Kent,Cheyenne'.split(
  ',',
)
const firstNames = 'Peter,Paul,Luke,John,Saul,Vicky,Kate,Julie,Sarah,Deiter,Walter'.split(',')
const lastNames = 'Shultz,Abrams,Spencer,White,Bartels,Walton,Smith,Jones,Noris'.split(',')

/** How long the longest auction is: twice as long as it takes until so many more have begun, ms. */
export function longestAuction(eventsPerSecond: number): number {
  return Math.ceil((2 * 1_000 * auctionsInFlight * round) / auctionsPerRound / eventsPerSecond)
}

/** The events in order of time, without end: the same for the same house. */
export function* eventsOf({ seed, eventsPerSecond, begin }: House): Generator<AuctionEvent, never> {
  const chance = chanceFrom(seed)
  const longest = longestAuction(eventsPerSecond)
  for (let number = 0; ; number++) {
    const dateTime = begin + Math.floor((number * 1_000) / eventsPerSecond)
    const person = Math.floor(number / round)
    const place = number % round
    if (place === 0) yield { source: 'persons', payload: personOf(person, dateTime, chance) }
    else if (place <= auctionsPerRound) {
      const auction = person * auctionsPerRound + place - 1
      yield { source: 'auctions', payload: auctionOf(auction, person, dateTime, longest, chance) }
    } else {
      const auction = person * auctionsPerRound + auctionsPerRound - 1
      yield { source: 'bids', payload: bidOf(auction, person, dateTime, chance) }
    }
  }
}

function personOf(person: number, dateTime: number, { below, word, of }: Chance): AuctionEvent['payload'] {
  const digits = (): string => String(below(10_000)).padStart(4, '0')
  return {
    id: firstId + person,
    name: `${of(firstNames)} ${of(lastNames)}`,
    emailAddress: `${word(7)}@${word(5)}.com`,
    creditCard: `${digits()} ${digits()} ${digits()} ${digits()}`,
    city: of(cities),
    state: of(states),
    dateTime,
  }
}

function auctionOf(
  auction: number,
  person: number,
  dateTime: number,
  longest: number,
  chance: Chance,
): AuctionEvent['payload'] {
  const { below, word } = chance
  const initialBid = priceFrom(chance)
  const seller = below(hotPersonRatio) > 0 ? person - (person % hotBatch) : activePerson(person, chance)
  return {
    id: firstId + auction,
    itemName: word(20),
    description: word(100),
    initialBid,
    reserve: initialBid + priceFrom(chance),
    dateTime,
    expires: dateTime + 1 + below(longest),
    seller: firstId + seller,
    category: firstCategory + below(categories),
  }
}

function bidOf(newest: number, person: number, dateTime: number, chance: Chance): AuctionEvent['payload'] {
  const { below, word, of } = chance
  const oldest = Math.max(0, newest - auctionsInFlight)
  const auction =
    below(hotAuctionRatio) > 0 ? newest - (newest % hotBatch) : oldest + below(newest - oldest + 1 + lead)
  // The second of the batch, so that it is not the hot seller.
  const bidder = below(hotPersonRatio) > 0 ? person - (person % hotBatch) + 1 : activePerson(person, chance)
  const isHot = below(2) > 0
  const number = below(channels)
  const path = `https://www.nexmark.com/${word(5)}/${word(5)}/${word(5)}/item.htm?query=1`
  return {
    auction: firstId + auction,
    bidder: firstId + bidder,
    price: priceFrom(chance),
    channel: isHot ? of(hotChannels) : `channel-${number}`,
    url: isHot || below(10) === 0 ? path : `${path}&channel_id=${number}`,
    dateTime,
  }
}

function activePerson(newest: number, { below }: Chance): number {
  const active = Math.min(newest + 1, peopleActive)
  return newest + 1 - active + below(active + lead)
}

/** Cents: as many prices between 1 and 10 as between 100,000 and a million. */
const priceFrom = ({ fraction }: Chance): number => Math.round(10 ** (fraction() * 6) * 100)
