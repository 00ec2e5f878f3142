import * as fc from 'fast-check'
import { describe, test } from 'vitest'
import { comparison } from './agreement.ts'
import { casesOf } from './generated-case.ts'
import { pairsOf, perKey } from './pairs.ts'

const agree = comparison()

/** How the time of a left event has to lie to that of the right one, and which counts of several of one time. */
const kinds = {
  'at or before': { direction: 'before', strict: false, lies: '>=', ofOneTime: 'arg_max' },
  'strictly before': { direction: 'before', strict: true, lies: '>', ofOneTime: 'arg_max' },
  'at or after': { direction: 'after', strict: false, lies: '<=', ofOneTime: 'arg_min' },
  'strictly after': { direction: 'after', strict: true, lies: '<', ofOneTime: 'arg_min' },
} as const

/** A right event of this value says that from its time on there is none. */
const removal = 0

/** Whether right events may take back what was, and whether nothing as a key equals nothing. */
const plain = fc.record({
  most: fc.constantFrom(1, 6, 12, 1000),
  hasRemovals: fc.constant(false),
  asks: fc.constant(false),
})
const full = fc.record({
  most: fc.constantFrom(1, 6, 12, 1000),
  hasRemovals: fc.boolean(),
  asks: fc.boolean(),
})

describe.each(Object.entries(kinds))(
  'the right event %s',
  (_name, { direction, strict, lies, ofOneTime }) => {
    const outcomeTime =
      direction === 'before' ? 'l.time' : 'greatest(l.time, coalesce(r.time, l.time + most))'

    const compare = (match: 'inner' | 'left', settings: typeof full): Promise<void> =>
      agree({
        cases: casesOf(settings, ({ most }) => ({ instants: [0], distances: [0, 0, most, -most, 3, -3] }), [
          'left',
          'right',
        ]),
        stream: (given) => {
          const { most, hasRemovals, asks } = given.settings
          const removes = hasRemovals ? { removes: `payload.value = ${removal}` } : {}
          const kind = { kind: 'as-of', match, direction, strict, maxAge: `${most}ms` }
          return pairsOf(given, { ...kind, ...removes, ...perKey(asks) })
        },
        columns: { most: 'BIGINT', hasRemovals: 'BOOLEAN', asks: 'BOOLEAN' },
        sql: `
        with lefts as (
          select e.*, if(asks, key, coalesce(key, 'none')) as own, most, "hasRemovals"
          from events e join settings using ("case") where side = 'left'
        ), rights as (
          select "case", coalesce(key, 'none') as own, time, ${ofOneTime}(id, id) as id, ${ofOneTime}(value, id) as value
          from events join settings using ("case") where side = 'right'${
            // What comes next is no removal.
            direction === 'after' ? ` and not (value = ${removal} and "hasRemovals")` : ''
          } group by "case", own, time
        ), found as (
          select l."case", l.id as l, if(
            abs(r.time - l.time) <= most and not (r.value = ${removal} and "hasRemovals"), r.id, null
          ) as r
          from lefts l asof left join rights r on l."case" = r."case" and l.own = r.own and l.time ${lies} r.time
        )
        select l."case", l.key, l.id as "left", r.id as "right", ${outcomeTime} as time
        from lefts l join found on l."case" = found."case" and l.id = found.l
          left join rights r on r."case" = l."case" and r.id = found.r
        ${match === 'inner' ? 'where r.id is not null' : ''}`,
      })

    test.each(['inner', 'left'] as const)('%s', (match) => compare(match, plain))

    test.each(['inner', 'left'] as const)('%s, with what is taken back and keys that are nothing', (match) =>
      compare(match, full),
    )
  },
)
