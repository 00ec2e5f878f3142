import { describe, expect, test } from 'vitest'
import { event, planOf, wallAt, watch } from './flow.fixture.ts'

describe('how far an idle source goes on', () => {
  test('to the longest sum of spans on a way downstream', () => {
    const plan = planOf(
      {
        in: { type: 'file-in', path: 'x.ndjson', idle: '1s' },
        short: { type: 'window', size: '10s' },
        long: { type: 'window', size: '1m' },
        quiet: { type: 'absence', after: '30s' },
      },
      [
        ['in', 'short'],
        ['in', 'long'],
        ['short', 'quiet'],
      ],
    )
    const { run, take } = watch(plan, ['short.out', 'long.out', 'quiet.absent'])
    run.feed([event('in', 500, 1), wallAt(10_000_000)])
    expect(take().map((line) => line.replace(/: .* @/, ' @'))).toEqual([
      'short.out @ 9999',
      'quiet.absent @ 39999',
      'long.out @ 59999',
    ])
    expect(run.ledger()['long']?.watermark).toBe(59_999)
  })

  test('is found at once in a ladder of diamonds', () => {
    const rungs = Array.from({ length: 60 }, (_, at) => at)
    const nodes = Object.fromEntries(
      rungs.flatMap((at) => [
        [`a${at}`, { type: 'map', payload: 'payload' }],
        [`b${at}`, { type: 'map', payload: 'payload' }],
      ]),
    )
    const wires = rungs.flatMap((at): [string, string][] =>
      at === 0
        ? []
        : [
            [`a${at - 1}`, `a${at}`],
            [`a${at - 1}`, `b${at}`],
            [`b${at - 1}`, `b${at}`],
          ],
    )
    const plan = planOf(
      { in: { type: 'file-in', path: 'x.ndjson' }, ...nodes, end: { type: 'window', size: '5s' } },
      [['in', 'a0'], ['in', 'b0'], ...wires, ['b59', 'end']],
    )
    const { run } = watch(plan, [])
    run.feed([event('in', 0, 1), wallAt(1_000_000)])
    expect(run.ledger()['end']).toMatchObject({ received: 60, watermark: 4_999 })
  })
})
