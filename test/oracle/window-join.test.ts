import * as fc from 'fast-check'
import { test } from 'vitest'
import { comparison } from './agreement.ts'
import { casesOf } from './generated-case.ts'
import { isOneKey, matchedSql, matches, pairsOf, perKey } from './pairs.ts'

const agree = comparison()

const length = fc.constantFrom(1, 5, 10, 24)

/** Each event of a side, in each window that it lies in, with a number for that. */
const inside = (side: string): string => `
  select "case", key, 1000 * (place + 400) + id as id, "offset" + place * every + size - 1 as time, place, asks
  from events join settings using ("case"), range(-400, 400) places(place)
  where side = '${side}' and "offset" + place * every <= time and time < "offset" + place * every + size`

test.each(matches)('what lies in the same window: %s', (match) =>
  agree({
    cases: casesOf(
      fc.record({ size: length, every: length, offset: fc.constantFrom(0, 3), asks: fc.boolean() }),
      ({ size, every, offset }) => ({
        instants: [-2, -1, 0, 1, 2].flatMap((at) => [at * every + offset, at * every + offset + size]),
        distances: [0, size, -size, every],
      }),
      ['left', 'right'],
    ),
    stream: (given) => {
      const { size, every, offset, asks } = given.settings
      const lengths = { size: `${size}ms`, every: `${every}ms`, offset: `${offset}ms` }
      return pairsOf(given, { kind: 'window', match, shape: 'hopping', ...lengths, ...perKey(asks) })
    },
    columns: { size: 'BIGINT', every: 'BIGINT', offset: 'BIGINT', asks: 'BOOLEAN' },
    sql: `
      select "case", key, "left" % 1000 as "left", "right" % 1000 as "right", time from (${matchedSql(match, {
        pairs: `
          select l."case", l.key, l.id as l, r.id as r, l.time
          from (${inside('left')}) l join (${inside('right')}) r
            on l."case" = r."case" and ${isOneKey} and l.place = r.place`,
        lefts: inside('left'),
        rights: inside('right'),
        order: 'r',
      })})`,
  }),
)
