import { expect, test } from 'vitest'
import { planOf } from '../../../core/runtime/flow.fixture.ts'
import { ArrivalReader } from './arrival-reader.ts'

const plan = planOf({ readings: { type: 'mqtt-in', topic: 'room/{room}' }, out: { type: 'log' } }, [
  ['readings', 'out'],
])

/** What a line gives, or the code of what is wrong with it. */
function read(line: unknown): unknown {
  try {
    return new ArrivalReader(plan).read(typeof line === 'string' ? line : JSON.stringify(line))
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
}

const event = { node: 'readings', payload: 1 }

test.each([
  [253_402_300_799_999, 253_402_300_799_999],
  [-62_167_219_200_000, -62_167_219_200_000],
  ['9999-12-31T23:59:59.999Z', 253_402_300_799_999],
  ['-1d', -86_400_000],
  [253_402_300_800_000, 'bad-time'],
  [-62_167_219_200_001, 'bad-time'],
  [Number.MAX_SAFE_INTEGER, 'bad-time'],
  [1.7e18, 'bad-time'],
  ['99999999d', 'bad-time'],
  ['9999-12-31T23:59:59-01:00', 'bad-time'],
  [1.5, 'not-a-time'],
  ['noon', 'not-a-time'],
  [null, 'not-a-time'],
])('the time %j is read as %j, wherever it stands', (written, expected) => {
  const ok = typeof expected === 'number'
  expect(read({ ...event, time: written })).toEqual(
    ok ? { kind: 'event', ...event, time: expected } : expected,
  )
  expect(read({ ...event, at: written })).toEqual(ok ? { kind: 'event', ...event, at: expected } : expected)
  expect(read({ at: written })).toEqual(ok ? { kind: 'wall', at: expected } : expected)
  expect(read({ node: 'readings', watermark: written })).toEqual(
    ok ? { kind: 'watermark', node: 'readings', watermark: expected } : expected,
  )
})

test('what is beyond is told with its field and what it may be', () => {
  expect(() => new ArrivalReader(plan).read(JSON.stringify({ ...event, at: 1.7e15 }))).toThrow(
    'at: expected a time in the years 0 to 9999, got 1700000000000000: is it in microseconds or nanoseconds?',
  )
})

test.each([
  ['a', 'a'],
  [7, 7],
  [null, null],
  [
    ['a', 1],
    ['a', 1],
  ],
  [{ room: 'a' }, 'not-a-key'],
  [[['a']], 'not-a-key'],
])('the key %j of a watermark is read as %j', (key, expected) => {
  const found = read({ node: 'readings', watermark: 1, key })
  expect(
    typeof expected === 'string' && expected.startsWith('not') ? found : (found as never)['key'],
  ).toEqual(expected)
})

test('a line that is no UTF-8 is told as that', () => {
  // A NUL is what is read of bytes that are none.
  expect(() => new ArrivalReader(plan).read('{"node":"readings","payload":"K\0hl"}')).toThrow(
    'expected text in UTF-8, got something else at character 32',
  )
  expect(read('{"node":"readings","payload":"K\0hl"}')).toBe('not-utf-8')
  expect(read('{"node":"readings","payload":"K"')).toBe('not-json')
})
