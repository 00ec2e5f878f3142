import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { describeWithData } from '../../../../test/shared-data.ts'
import { cron } from './cron-setting.ts'
import { uncounted } from '../../operator/setting.ts'

const setting = cron({ summary: '' })

function lineOf(text: string) {
  const result = setting.read(text, { parameters: {} })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.read.bind({ now: 0, random: () => 0, parameters: {}, ...uncounted })
}

function following(text: string, zone: string, from: string, count: number): string[] {
  const line = lineOf(text)
  const found: string[] = []
  for (let at = Date.parse(from); found.length < count;) {
    at = line(at, zone) ?? Number.NaN
    found.push(new Date(at).toISOString().replace('.000Z', 'Z'))
  }
  return found
}

afterEach(() => void vi.useRealTimers())

test.each<[line: string, zone: string, from: string, found: string[]]>([
  ['*/20 * * * *', 'UTC', '2024-01-01T00:00:00.500Z', ['2024-01-01T00:20:00Z', '2024-01-01T00:40:00Z']],
  ['*/20 * * * *', 'UTC', '2023-12-31T23:59:59.999Z', ['2024-01-01T00:00:00Z', '2024-01-01T00:20:00Z']],
  ['*/20 * * * * *', 'UTC', '2024-01-01T00:00:00Z', ['2024-01-01T00:00:20Z', '2024-01-01T00:00:40Z']],
  ['0 6 * * 1-5', 'Europe/Berlin', '2024-05-03T05:00:00Z', ['2024-05-06T04:00:00Z', '2024-05-07T04:00:00Z']],
  ['0 0 29 2 *', 'UTC', '2024-03-01T00:00:00Z', ['2028-02-29T00:00:00Z', '2032-02-29T00:00:00Z']],
  ['0 0 L * *', 'UTC', '2024-02-01T00:00:00Z', ['2024-02-29T00:00:00Z', '2024-03-31T00:00:00Z']],
  ['0 12 * * 0', 'UTC', '2024-05-04T00:00:00Z', ['2024-05-05T12:00:00Z', '2024-05-12T12:00:00Z']],
  ['0 12 * * 7', 'UTC', '2024-05-04T00:00:00Z', ['2024-05-05T12:00:00Z', '2024-05-12T12:00:00Z']],
  ['0 0 * * *', 'UTC', '1969-12-30T12:00:00Z', ['1969-12-31T00:00:00Z', '1970-01-01T00:00:00Z']],
  ['0 0 * * *', 'Asia/Kolkata', '2024-05-04T00:00:00Z', ['2024-05-04T18:30:00Z', '2024-05-05T18:30:00Z']],
  // A fixed time that is skipped comes at the first instant after the gap, and the next day as usual.
  ['30 2 * * *', 'Europe/Berlin', '2024-03-30T12:00:00Z', ['2024-03-31T01:00:00Z', '2024-04-01T00:30:00Z']],
  [
    '30 2,14 * * *',
    'Europe/Berlin',
    '2024-03-30T14:00:00Z',
    ['2024-03-31T01:00:00Z', '2024-03-31T12:30:00Z'],
  ],
  // A repeating one goes on behind it.
  [
    '*/30 2-3 * * *',
    'Europe/Berlin',
    '2024-03-31T00:00:00Z',
    ['2024-03-31T01:00:00Z', '2024-03-31T01:30:00Z'],
  ],
  // A fixed time that is repeated comes once, the first time.
  ['30 2 * * *', 'Europe/Berlin', '2024-10-26T12:00:00Z', ['2024-10-27T00:30:00Z', '2024-10-28T01:30:00Z']],
  [
    '30 2,14 * * *',
    'Europe/Berlin',
    '2024-10-26T14:00:00Z',
    ['2024-10-27T00:30:00Z', '2024-10-27T13:30:00Z'],
  ],
  // A repeating one comes in both hours.
  [
    '*/30 2 * * *',
    'Europe/Berlin',
    '2024-10-26T12:00:00Z',
    ['2024-10-27T00:00:00Z', '2024-10-27T00:30:00Z', '2024-10-27T01:00:00Z', '2024-10-27T01:30:00Z'],
  ],
  // From within the second pass, too.
  ['30 2 * * *', 'Europe/Berlin', '2024-10-27T01:15:00Z', ['2024-10-28T01:30:00Z']],
])('%s in %s after %s', (line, zone, from, found) => {
  expect(following(line, zone, from, found.length)).toEqual(found)
})

test('does not depend on the clock', () => {
  const table = ['30 2 * * *', '*/15 * * * *', '0 0 1 1 *', '*/7 * * * * *'] as const
  const all = (): string[][] =>
    table.map((line) => following(line, 'Europe/Berlin', '2024-10-26T12:00:00Z', 20))
  const expected = all()
  vi.useFakeTimers()
  for (const clock of ['1980-01-01T00:00:00Z', '2024-10-27T00:59:59Z', '2190-06-01T00:00:00Z']) {
    vi.setSystemTime(Date.parse(clock))
    expect(all(), clock).toEqual(expected)
  }
})

test.each([
  [''],
  ['* * * *'],
  ['* * * * * * *'],
  ['61 * * * *'],
  ['0 24 * * *'],
  ['a b c d e'],
  ['*/0 * * * *'],
  ['5-1 * * * *'],
  ['@daily'],
  ['2024-01-01T00:00:00'],
  [5],
  [null],
])('refuses %j', (raw) => {
  expect(setting.read(raw, { parameters: {} })).toMatchObject({ ok: false, problems: [{ code: 'bad-cron' }] })
})

test('refuses a day that never comes', () => {
  expect(setting.read('0 0 30 2 *', { parameters: {} })).toMatchObject({ problems: [{ code: 'never' }] })
})

describeWithData('local times that are unique, skipped or repeated', 'domain/timezone.json', (path) => {
  interface Case {
    readonly name: string
    readonly given: { readonly local?: string; readonly zone: string }
    readonly expect: { readonly instants?: readonly string[]; readonly kind?: string }
  }
  const cases = (JSON.parse(readFileSync(path, 'utf8')) as readonly Case[]).filter(({ given }) => given.local)
  test('are there', () => expect(cases.length).toBeGreaterThan(5))

  test.each(cases)('$name', ({ given, expect: { instants = [], kind } }) => {
    const [, month, day, hour, minute] = /^\d+-(\d+)-(\d+)T(\d+):(\d+)/.exec(given.local ?? '') ?? []
    const before = new Date(Date.parse(`${given.local}Z`) - 36 * 3_600_000).toISOString()
    const fixed = `${Number(minute)} ${Number(hour)} ${Number(day)} ${Number(month)} *`
    const repeating = `*/${minute === '00' ? 30 : Number(minute)} ${Number(hour)} ${Number(day)} ${Number(month)} *`
    const [first] = following(fixed, given.zone, before, 1)
    const year = before.slice(0, 4)
    const own = following(repeating, given.zone, before, 6).filter((at) => at.startsWith(year))
    if (kind === 'skipped') {
      // It comes all the same, once, the same day, and the repeating one does not name it.
      expect(Date.parse(first ?? '') - Date.parse(before)).toBeLessThan(72 * 3_600_000)
    } else {
      expect(first).toBe(instants[0])
      for (const instant of instants) expect(own).toContain(instant)
    }
  })
})

describe('a whole year in Berlin', () => {
  test('has as many quarters of an hour as it is long', () => {
    const line = lineOf('*/15 * * * *')
    const end = Date.parse('2025-01-01T00:00:00Z')
    let count = 0
    let at = Date.parse('2024-01-01T00:00:00Z')
    for (
      let next = line(at, 'Europe/Berlin');
      next !== undefined && next <= end;
      next = line(at, 'Europe/Berlin')
    ) {
      expect(next - at).toBe(900_000)
      at = next
      count++
    }
    expect(count).toBe(366 * 96)
  })

  test('has one half past two for each day', () => {
    const days = following('30 2 * * *', 'Europe/Berlin', '2024-01-01T00:00:00Z', 366)
    expect(new Set(days.map((at) => at.slice(0, 10))).size).toBe(366)
    expect(days.at(-1)).toBe('2024-12-31T01:30:00Z')
  })
})
