import { at, type Example, problem, wall } from '../../operator/example.ts'

export const timerExamples: readonly Example<'arrivals', 'out'>[] = [
  {
    title: 'Every ten seconds, at whole multiples of ten',
    settings: { every: '10s' },
    given: { arrivals: [wall('12s'), wall('25s'), wall('40s')] },
    expect: {
      out: [at('20s', { tick: 20_000 }), at('30s', { tick: 30_000 }), at('40s', { tick: 40_000 })],
    },
  },
  {
    title: 'A tick at the very instant of the start is not made; one at the start can be asked for',
    settings: { every: '10s', atStart: true },
    given: { arrivals: [wall('10s'), wall('20s')] },
    expect: { out: [at('10s', { tick: 10_000 }), at('20s', { tick: 20_000 })] },
  },
  {
    title: 'Every day at six in Berlin: in summer that is four in UTC, in winter five',
    settings: {
      cron: '0 6 * * *',
      timeZone: 'Europe/Berlin',
      payload: '$fromMillis(payload.tick)',
    },
    // 2024-10-26T00:00Z, the day before clocks go back.
    given: { arrivals: [wall(1_729_900_800_000), wall(1_730_005_200_000)] },
    expect: {
      out: [
        at(1_729_915_200_000, '2024-10-26T04:00:00.000Z'),
        at(1_730_005_200_000, '2024-10-27T05:00:00.000Z'),
      ],
    },
  },
  {
    title: 'A payload that cannot be computed is a dead letter, and one that gives nothing makes no event',
    settings: { every: '1s', payload: 'payload.tick = 1000 ? $error("no") : payload.tick = 3000 ? 3' },
    given: { arrivals: [wall(0), wall('4s')] },
    expect: { out: [at('3s', 3)], error: [problem('D3137')] },
  },
]
