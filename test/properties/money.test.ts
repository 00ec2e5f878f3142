import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Arrival } from '../../engine/core/operator/arrival.ts'
import { planOf, watch } from '../../engine/core/runtime/flow.fixture.ts'

const bound = 15
const source = {
  type: 'file-in',
  path: 'x.ndjson',
  key: 'payload.account',
  outOfOrder: `${bound}ms`,
  idle: 'never',
  maxAhead: 'never',
}
const sums = { type: 'window', size: '20ms', aggregates: { sum: '$sum(payload.amount)' } }

/**
 * Money goes from account to account: what is taken and what is given are two streams. Both are summed up for each
 * account, the sums are joined to balances, and those are summed up.
 */
const nodes = {
  debits: source,
  credits: source,
  taken: sums,
  given: sums,
  balances: {
    type: 'join',
    kind: 'window',
    match: 'full',
    size: '20ms',
    payload:
      '{ "balance": ($exists($right) ? $right.payload.sum : 0) - ($exists($left) ? $left.payload.sum : 0) }',
  },
  total: {
    type: 'window',
    size: '20ms',
    per: '"all"',
    aggregates: { total: '$sum(payload.balance)', accounts: '$count($)' },
  },
}
const wires: [string, string][] = [
  ['debits', 'taken'],
  ['credits', 'given'],
  ['taken', 'balances.left'],
  ['given', 'balances.right'],
  ['balances', 'total'],
]

const account = fc.constantFrom('ann', 'ben', 'cem', 'dia')

test('joined debits and credits sum to zero in every window', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          time: fc.integer({ min: -60, max: 120 }),
          from: account,
          to: account,
          amount: fc.integer({ min: 1, max: 100 }),
          taken: fc.integer({ min: 0, max: bound }),
          given: fc.integer({ min: 0, max: bound }),
        }),
        { maxLength: 40, size: 'max' },
      ),
      fc.integer({ min: 1, max: 9 }),
      (transfers, batch) => {
        const arrivals = transfers
          .flatMap(({ time, from, to, amount, taken, given }) => [
            { arrives: time + taken, node: 'debits', time, payload: { account: from, amount } },
            { arrives: time + given, node: 'credits', time, payload: { account: to, amount } },
          ])
          .toSorted((one, other) => one.arrives - other.arrives)
          .map(({ node, time, payload }): Arrival => ({ kind: 'event', node, at: 0, time, payload }))
        const watched = watch(planOf(nodes, wires), ['total.out'])
        const totals = (): readonly { total: number; start: number }[] =>
          watched
            .all()
            .map((text) => JSON.parse(text.slice('total.out: '.length, text.lastIndexOf(' @ '))) as never)
        for (let at = 0; at < arrivals.length; at += batch) {
          watched.run.feed(arrivals.slice(at, at + batch))
          for (const { total } of totals()) expect(total).toBe(0)
        }
        watched.run.end()
        const windows = new Set(transfers.map(({ time }) => Math.floor(time / 20) * 20))
        expect(totals().map(({ start }) => start)).toEqual([...windows].toSorted((a, b) => a - b))
        for (const { total } of totals()) expect(total).toBe(0)
        for (const { late, failed } of Object.values(watched.run.ledger()))
          expect([late, failed]).toEqual([0, 0])
      },
    ),
    { numRuns: Number(process.env['RUNS'] ?? 200) },
  )
})
