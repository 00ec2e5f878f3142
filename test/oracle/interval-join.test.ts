import * as fc from 'fast-check'
import { test } from 'vitest'
import { comparison } from './agreement.ts'
import { casesOf } from './generated-case.ts'
import { isOneKey, matchedSql, matches, pairsOf, perKey } from './pairs.ts'

const agree = comparison()

const interval = fc
  .tuple(fc.constantFrom(-40, -9, -5, -1, 0, 1, 3, 8), fc.constantFrom(0, 0, 1, 5, 13, 40), fc.boolean())
  .map(([from, length, asks]) => ({ from, to: from + length, asks }))

test.each(matches)('what is no further apart than an interval: %s', (match) =>
  agree({
    cases: casesOf(
      interval,
      ({ from, to }) => ({ instants: [0, from, to], distances: [from, to, -from, -to, 0] }),
      ['left', 'right'],
    ),
    stream: (given) => {
      const { from, to, asks } = given.settings
      return pairsOf(given, { from: `${from}ms`, to: `${to}ms`, match, ...perKey(asks) })
    },
    columns: { from: 'BIGINT', to: 'BIGINT', asks: 'BOOLEAN' },
    sql: matchedSql(match, {
      pairs: `
        select "case", l.key, l.id as l, r.id as r, greatest(l.time, r.time) as time
        from (from events join settings using ("case")) l join events r using ("case")
        where l.side = 'left' and r.side = 'right' and ${isOneKey}
          and r.time between l.time + l."from" and l.time + l."to"`,
      lefts: `
        select "case", key, id, greatest(time, time + "to") as time
        from events join settings using ("case") where side = 'left'`,
      rights: `
        select "case", key, id, greatest(time, time - "from") as time
        from events join settings using ("case") where side = 'right'`,
      order: 'time, r',
    }),
  }),
)
