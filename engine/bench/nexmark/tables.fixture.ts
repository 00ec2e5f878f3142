import type { ColumnType } from '../../../test/oracle/database.ts'
import type { AuctionEvent } from './generator.ts'

interface Table {
  readonly name: string
  readonly columns: Readonly<Record<string, ColumnType>>
}

/** When it happened, and the place in the order of arrival. */
const when = { dateTime: 'BIGINT', arrived: 'BIGINT' } as const

/** The tables that hold the events of each source. */
export const tables: Readonly<Record<AuctionEvent['source'], Table>> = {
  persons: {
    name: 'person',
    columns: {
      id: 'BIGINT',
      name: 'VARCHAR',
      emailAddress: 'VARCHAR',
      creditCard: 'VARCHAR',
      city: 'VARCHAR',
      state: 'VARCHAR',
      ...when,
    },
  },
  auctions: {
    name: 'auction',
    columns: {
      id: 'BIGINT',
      itemName: 'VARCHAR',
      description: 'VARCHAR',
      initialBid: 'BIGINT',
      reserve: 'BIGINT',
      expires: 'BIGINT',
      seller: 'BIGINT',
      category: 'BIGINT',
      ...when,
    },
  },
  bids: {
    name: 'bid',
    columns: {
      auction: 'BIGINT',
      bidder: 'BIGINT',
      price: 'BIGINT',
      channel: 'VARCHAR',
      url: 'VARCHAR',
      ...when,
    },
  },
}

/** The table that query 13 looks into. */
export const side: Table = { name: 'side', columns: { key: 'BIGINT', value: 'VARCHAR' } }
