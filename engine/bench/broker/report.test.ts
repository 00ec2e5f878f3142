import { describe, expect, test } from 'vitest'
import type { Figures } from './measure.ts'
import { type Result, disturbance, tabulate } from './report.ts'
import { median, percentile, spread } from '../statistics.ts'

const verdict = { received: 1, missing: 0, repeated: 0, wrong: 0, disordered: 0, rewritten: 0 }

function figures(cpu: number): Figures {
  return {
    throughput: { messagesPerSecond: 1e6 / cpu, cpuMicroseconds: cpu, verdict },
    latency: {
      p50: cpu / 100,
      p99: cpu / 10,
      worst: cpu,
      cpuMicroseconds: 3 * cpu,
      largestBurst: 2,
      verdict,
    },
    peakMebibytes: 100 + cpu,
    othersShare: cpu / 1000,
  }
}

function rounds(subject: Result['subject'], costs: readonly number[]): Result[] {
  return costs.map((cpu, index) => ({ round: index + 1, qos: 0, subject, figures: figures(cpu) }))
}

describe('report', () => {
  const slow = rounds('node-red', [30, 40, 30])
  const failed: Result = { round: 1, qos: 0, subject: 'millrace', failure: 'not there' }
  const results = [...rounds('script', [10, 20, 30]), ...slow, failed]

  test('gives medians, the median of ratios within a round, and the spread', () => {
    const lines = tabulate(results).split('\n')
    expect(lines[0]?.split(/ {2,}/).slice(2, 6)).toEqual(['script', '/script', 'spread', 'node-red'])
    // by round 3, 2 and 1; the ratio of the medians would be 1.5
    const row = ['20.0', '1.00', '100%', '30.0', '2.00', '33%', 'failed', '-', '-']
    expect(lines[1]?.split(/ {2,}/)).toEqual(['0', 'CPU µs a message', ...row])
  })

  test('lines up its columns', () => {
    const widths = tabulate(results)
      .split('\n')
      .map((line) => line.length)
    expect(new Set(widths).size).toBe(1)
  })

  test('says what else the machine did', () => {
    expect(disturbance(results)).toContain('3.0 % of the machine, at worst 4.0 %')
    expect(disturbance([])).toBe('nothing was measured')
  })
})

describe('statistics', () => {
  test.each([
    [[1, 2, 3, 4], 0.5, 2],
    [[1, 2, 3, 4], 0.99, 4],
    [[1, 2, 3, 4], 0, 1],
    [[7], 0.5, 7],
    [[], 0.5, Number.NaN],
  ])('percentile of %j at %f', (list, share, expected) => expect(percentile(list, share)).toBe(expected))

  test.each([
    [[3, 1, 2], 2],
    [[10, 1, 2, 3], 2.5],
    [[], Number.NaN],
  ])('median of %j', (list, expected) => expect(median(list)).toBe(expected))

  test('spread is a share of the median', () => expect(spread([9, 10, 12])).toBeCloseTo(0.3))
})
