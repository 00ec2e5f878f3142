import type { JsonObject } from '../../core/model/json.ts'
import type { Query } from './flow-plan.ts'
import type { AuctionEvent } from './generator.ts'

type Payload = AuctionEvent['payload']

/** A query written for itself in JavaScript: it trusts that events come in order, counts nothing and saves nothing. */
export interface ByHand {
  readonly take: (event: AuctionEvent) => void
  readonly end: () => void
}

/**
 * The queries that are compared with such a script. `tell` is given each result; `span` is how far a bid and its auction
 * lie apart at most, ms.
 */
export const byHand: Partial<Record<Query, (tell: (payload: JsonObject) => void, span: number) => ByHand>> = {
  q1: (tell) => ({
    take: ({ payload }) => {
      const { auction, bidder, price, dateTime } = payload
      tell({ auction: auction ?? null, bidder: bidder ?? null, price: 0.908 * Number(price), dateTime })
    },
    end: () => {},
  }),

  q12: (tell) => {
    const size = 10_000
    let start = Number.NEGATIVE_INFINITY
    const counts = new Map<number, number>()
    const close = (): void => {
      for (const [bidder, bids] of counts) tell({ bidder, bids, start, end: start + size })
      counts.clear()
    }
    return {
      take: ({ payload }) => {
        const own = payload.dateTime - (payload.dateTime % size)
        if (own !== start) close()
        start = own
        const bidder = Number(payload['bidder'])
        counts.set(bidder, (counts.get(bidder) ?? 0) + 1)
      },
      end: close,
    }
  },

  q20: (tell, span) => {
    const auctions = new Map<number, Payload>()
    const waiting = new Map<number, Payload[]>()
    /** In order of time: when what is kept under an id is let go of. */
    const kept: { readonly until: number; readonly id: number; readonly isAuction: boolean }[] = []
    let first = 0
    const free = (now: number): void => {
      for (let oldest = kept[first]; oldest !== undefined && oldest.until < now; oldest = kept[++first]) {
        if (oldest.isAuction) auctions.delete(oldest.id)
        else if (waiting.get(oldest.id)?.shift() === undefined) waiting.delete(oldest.id)
      }
      if (first > 10_000) kept.splice(0, first)
      if (first > 10_000) first = 0
    }
    const pair = (bid: Payload, auction: Payload): void => {
      const { itemName, description, initialBid, reserve, dateTime, expires, seller, category } = auction
      tell({
        ...bid,
        itemName,
        description,
        initialBid,
        reserve,
        auctionTime: dateTime,
        expires,
        seller,
        category,
      } as JsonObject)
    }
    return {
      take: ({ source, payload }) => {
        const now = payload.dateTime
        free(now)
        if (source === 'auctions') {
          if (payload['category'] !== 10) return
          const id = Number(payload['id'])
          auctions.set(id, payload)
          kept.push({ until: now + span, id, isAuction: true })
          for (const bid of waiting.get(id) ?? []) pair(bid, payload)
          waiting.delete(id)
          return
        }
        const id = Number(payload['auction'])
        const auction = auctions.get(id)
        if (auction !== undefined) return pair(payload, auction)
        const bids = waiting.get(id)
        if (bids === undefined) waiting.set(id, [payload])
        else bids.push(payload)
        kept.push({ until: now + span, id, isAuction: false })
      },
      end: () => {},
    }
  },
}
