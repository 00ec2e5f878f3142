import { describe, expect, test } from 'vitest'
import { planOf } from '../../../../test/conformance/example-plan.ts'
import { run, together } from '../../../../test/conformance/example-run.ts'
import { feederOf, keyProperty } from '../../../../test/conformance/example-script.ts'
import type { Key } from '../../model/event.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { Arrival } from '../../operator/arrival.ts'
import { leftBy } from '../settings.fixture.ts'
import { lookup } from './lookup.ts'
import { rowName } from './table.ts'

const arrives = (
  input: 'in' | 'table',
  at: number,
  payload: Json,
  key: Key = 'a',
  more: JsonObject = {},
): Arrival => ({
  kind: 'event',
  node: feederOf(input),
  at,
  time: at,
  payload,
  properties: { [keyProperty]: key as Json, ...more },
})
const loaded = { loaded: true }

function ran(settings: JsonObject, arrivals: readonly Arrival[]) {
  const example = { title: '', settings, given: {}, expect: {} }
  const one = run(planOf(lookup, example, { maxAhead: 'never', idle: 'never' }), arrivals, together, true)
  const given = (port: string): readonly unknown[] =>
    leftBy(one, port).map(({ payload, time }) => [time, payload])
  return { one, out: given('out'), missing: given('missing') }
}

describe('while the table loads', () => {
  test('events wait no longer than they are to', () => {
    const { out, missing } = ran({ loading: '1s' }, [
      arrives('in', 0, 1),
      { kind: 'wall', at: 1_000 },
      arrives('table', 1_000, 'A'),
      arrives('in', 1_001, 2),
    ])
    expect(missing).toEqual([[0, 1]])
    expect(out).toEqual([[1_001, { value: 2, row: 'A' }]])
  })

  test('those that come behind stay behind', () => {
    const { out } = ran({ loading: '1h', gives: '[payload, $row]' }, [
      arrives('in', 0, 1),
      arrives('table', 5, 'A', 'a', loaded),
      arrives('in', 5, 2),
      arrives('in', 7, 3),
    ])
    expect(out).toEqual([
      [0, [1, 'A']],
      [5, [2, 'A']],
      [7, [3, 'A']],
    ])
  })

  test('as many wait as may', () => {
    const { one, out } = ran({ loading: '1h', maxEvents: 1 }, [
      arrives('in', 0, 1),
      arrives('in', 1, 2),
      arrives('in', 2, 3, 'b'),
      arrives('table', 3, 'A', 'a', loaded),
    ])
    expect(one.outcome['error']).toEqual(['too-many-waiting'])
    expect(out).toHaveLength(1)
    expect(one.ledger['subject']).toMatchObject({ waiting: 0, keys: 0 })
  })

  test('what fails when its row is there is a dead letter, and the others go on', () => {
    const { one, out } = ran({ loading: '1h', gives: 'payload + $row' }, [
      arrives('in', 0, 'x'),
      arrives('in', 1, 2),
      arrives('table', 3, 5, 'a', loaded),
    ])
    expect(one.outcome['error']).toHaveLength(1)
    expect(out).toEqual([[1, 7]])
    expect(one.ledger['subject']).toMatchObject({ waiting: 0 })
  })
})

test('a table has as many rows as may be, and is there all the same', () => {
  const { one, out, missing } = ran({ maxRows: 1, loading: '1h' }, [
    arrives('in', 0, 1, 'b'),
    arrives('table', 1, 'A'),
    arrives('table', 2, 'B', 'b', loaded),
    arrives('table', 3, 'C'),
    arrives('in', 5, 2),
  ])
  expect(one.outcome['error']).toEqual(['too-many-rows'])
  expect(missing).toEqual([[0, 1]])
  expect(out).toEqual([[5, { value: 2, row: 'C' }]])
})

test('a row that is gone is found by its key, though its payload has none', () => {
  const { missing } = ran({ rowKey: 'payload.id', loading: '0s' }, [
    arrives('table', 0, { id: 'a' }),
    arrives('table', 1, null),
    arrives('in', 2, 1),
  ])
  expect(missing).toEqual([[2, 1]])
})

test('a last row that fails does not keep the others waiting', () => {
  const { one, out } = ran({ row: '$uppercase(payload)', loading: '1h' }, [
    arrives('in', 0, 1),
    arrives('table', 1, 'x'),
    arrives('table', 2, 5, 'b', loaded),
    { kind: 'wall', at: 10 },
    arrives('in', 20, 2),
  ])
  expect(one.outcome['error']).toHaveLength(1)
  expect(out).toEqual([
    [0, { value: 1, row: 'X' }],
    [20, { value: 2, row: 'X' }],
  ])
})

test('no key is kept of events that are through', () => {
  const { one } = ran({ loading: '0s' }, [
    arrives('table', 0, 'A'),
    ...Array.from({ length: 50 }, (_, at) => arrives('in', at + 1, at, `k${at}`)),
  ])
  expect(one.ledger['subject']).toMatchObject({ keys: 0, handled: 51 })
})

test.each<[Key, string | undefined]>([
  [7, '7'],
  ['7', '7'],
  [true, 'true'],
  [null, undefined],
  [['a', 1], '["a",1]'],
])('what is looked up by %j is called %j', (key, name) => {
  expect(rowName(key)).toBe(name)
})
