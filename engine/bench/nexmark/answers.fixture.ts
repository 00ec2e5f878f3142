import type { Query } from './flow-plan.ts'

/** What DuckDB is asked: rows as the flow gives them, over the tables person, auction, bid and side. */
export interface Answer {
  readonly sql: string
  /** Where a flow gives a new result each time something changes: whose last one counts. */
  readonly lastOf?: readonly string[]
}

/** Bids while their auctions lasted. */
const valid = `
  select a.* exclude (arrived), b.auction, b.bidder, b.price, b."dateTime" as "bidTime", b.arrived
  from auction a join bid b on b.auction = a.id and b."dateTime" between a."dateTime" and a.expires`

const windowOf = (size: number): string => `"dateTime" - "dateTime" % ${size}`

const ranks = {
  rank1: 'price < 10000',
  rank2: 'price >= 10000 and price < 1000000',
  rank3: 'price >= 1000000',
}
const ranked = (what: string, counted: string): string =>
  Object.entries(ranks)
    .map(([rank, condition]) => `count(${counted}) filter (where ${condition}) as ${rank}_${what}`)
    .join(', ')

const day = 86_400_000
const dayBounds = `${windowOf(day)} as start, ${windowOf(day)} + ${day} as "end"`
const different = `
  count(*) as total_bids, ${ranked('bids', '*')},
  count(distinct bidder) as total_bidders, ${ranked('bidders', 'distinct bidder')},
  count(distinct auction) as total_auctions, ${ranked('auctions', 'distinct auction')}`

export const answers: Readonly<Record<Query, Answer>> = {
  q0: { sql: 'select * exclude (arrived) from bid' },
  q1: { sql: 'select auction, bidder, 0.908::double * price as price, "dateTime" from bid' },
  q2: { sql: 'select auction, price from bid where auction % 123 = 0' },
  q3: {
    sql: `
      select p.name, p.city, p.state, a.id from auction a join person p on a.seller = p.id
      where a.category = 10 and p.state in ('OR', 'ID', 'CA')`,
  },
  q4: {
    lastOf: ['category'],
    sql: `
      select category, avg(price) as average
      from (select category, max(price) as price from (${valid}) group by id, category) group by category`,
  },
  q5: {
    sql: `
      with counts as (
        select start, start + 10000 as "end", auction, count(*) as num
        from (select auction, unnest(range(
          "dateTime" - "dateTime" % 2000 - 8000, "dateTime" - "dateTime" % 2000 + 1, 2000)) as start from bid)
        group by start, auction
      )
      select * from counts qualify num = max(num) over (partition by start)`,
  },
  q7: {
    sql: `select * exclude (arrived) from bid qualify price = max(price) over (partition by ${windowOf(10_000)})`,
  },
  q8: {
    sql: `
      select id, name, ${windowOf(10_000)} as start from person
      where (id, start) in (select (seller, ${windowOf(10_000)}) from auction)`,
  },
  q9: {
    lastOf: ['id'],
    sql: `
      select * exclude (arrived) from (${valid})
      qualify row_number() over (partition by id order by price desc, "bidTime", arrived) = 1`,
  },
  q11: {
    sql: `
      with marked as (
        select bidder, "dateTime", arrived,
          coalesce("dateTime" - lag("dateTime") over (partition by bidder order by "dateTime", arrived) > 10000, true)
            as opens
        from bid
      ), numbered as (
        select *, count(*) filter (where opens) over (partition by bidder order by "dateTime", arrived) as session
        from marked
      )
      select bidder, min("dateTime") as start, max("dateTime") + 10000 as "end", count(*) as bids
      from numbered group by bidder, session`,
  },
  q12: {
    sql: `
      select bidder, ${windowOf(10_000)} as start, start + 10000 as "end", count(*) as bids
      from bid group by bidder, start`,
  },
  q13: {
    sql: `
      select auction, bidder, price, "dateTime", value from bid join side on auction % 10000 = key`,
  },
  q14: {
    sql: `
      select auction, bidder, 0.908::double * bid.price as price,
        case
          when hour(make_timestamp("dateTime" * 1000)) between 8 and 18 then 'dayTime'
          when hour(make_timestamp("dateTime" * 1000)) not between 7 and 19 then 'nightTime'
          else 'otherTime'
        end as "bidTimeType", "dateTime", length(url) - length(replace(url, 'c', '')) as cs
      from bid where 0.908::double * bid.price > 1000000 and 0.908::double * bid.price < 50000000`,
  },
  q15: { sql: `select ${dayBounds}, ${different} from bid group by start, "end"` },
  q16: {
    sql: `
      select channel, ${dayBounds}, strftime(make_timestamp(max("dateTime") * 1000), '%H:%M') as minute, ${different}
      from bid group by channel, start, "end"`,
  },
  q17: {
    sql: `
      select auction, ${dayBounds}, count(*) as total_bids, ${ranked('bids', '*')}, min(price) as min_price,
        max(price) as max_price, avg(price) as avg_price, sum(price)::bigint as sum_price
      from bid group by auction, start, "end"`,
  },
  q18: {
    lastOf: ['bidder', 'auction'],
    sql: `
      select * exclude (arrived) from bid
      qualify row_number() over (partition by bidder, auction order by "dateTime" desc, arrived) = 1`,
  },
  q19: {
    lastOf: ['auction', 'rank'],
    sql: `
      select * exclude (arrived), row_number() over (partition by auction order by price desc, arrived) as rank
      from bid qualify rank <= 10`,
  },
  q20: {
    sql: `
      select b.* exclude (arrived), a."itemName", a.description, a."initialBid", a.reserve, a."dateTime" as "auctionTime",
        a.expires, a.seller, a.category
      from bid b join auction a on b.auction = a.id where a.category = 10`,
  },
  q21: {
    sql: `
      select auction, bidder, price, channel, coalesce(
        case lower(channel) when 'apple' then '0' when 'google' then '1' when 'facebook' then '2' when 'baidu' then '3' end,
        nullif(regexp_extract(url, '(&|^)channel_id=([^&]*)', 2), '')
      ) as channel_id
      from bid where channel_id is not null`,
  },
  q22: {
    sql: `
      select auction, bidder, price, channel, split_part(url, '/', 4) as dir1, split_part(url, '/', 5) as dir2,
        split_part(url, '/', 6) as dir3
      from bid`,
  },
}
