import { expect, test } from 'vitest'
import type { Event, Key } from '../../../core/model/event.ts'
import { Failure } from '../../../core/model/failure.ts'
import type { Json } from '../../../core/model/json.ts'
import { type KnownRows, noRows, TableChanges } from './table-changes.ts'

const keyOf = ({ payload, properties }: Event): Key => {
  if (payload === 'bad') throw new Failure('unexpected-result', 'no key at all')
  const id = (payload as { id?: Key }).id
  return id ?? (properties?.['name'] as Key | undefined) ?? null
}

function changesOf(payloads: readonly Json[], former: KnownRows = noRows): TableChanges {
  const changes = new TableChanges(former, keyOf)
  for (const [at, payload] of payloads.entries()) changes.add({ line: at + 1, size: 0, payload })
  return changes
}

const told = (changes: TableChanges) => ({
  removed: changes.removed(),
  changed: [...changes.changed.values()].map(({ payload }) => payload),
})

test('what is new, changed and gone; a row that only moved is neither', () => {
  const before = changesOf([
    { id: 'a', n: 1 },
    { id: 'b', n: 1 },
    { id: 'c', n: 1 },
  ])
  expect(told(before).changed).toHaveLength(3)
  const after = changesOf(
    [
      { id: 'd', n: 1 },
      { id: 'a', n: 1 },
      { id: 'b', n: 2 },
    ],
    before,
  )
  expect(told(after)).toEqual({
    removed: ['c'],
    changed: [
      { id: 'd', n: 1 },
      { id: 'b', n: 2 },
    ],
  })
})

test('a text and a number are two keys, as everywhere', () => {
  const before = changesOf([{ id: '7' }])
  expect(told(changesOf([{ id: 7 }], before))).toEqual({ removed: ['7'], changed: [{ id: 7 }] })
})

test('of rows with one key the last counts, also where it is as it was', () => {
  const before = changesOf([{ id: 'a', n: 1 }])
  const after = changesOf(
    [
      { id: 'a', n: 2 },
      { id: 'a', n: 1 },
      { id: 'a', n: 1 },
    ],
    before,
  )
  expect(told(after)).toEqual({ removed: [], changed: [] })
  expect(after.twice).toEqual({ key: 'a', first: 1, line: 2, count: 2 })
  expect(
    told(
      changesOf(
        [
          { id: 'a', n: 1 },
          { id: 'a', n: 3 },
        ],
        before,
      ),
    ).changed,
  ).toEqual([{ id: 'a', n: 3 }])
})

test('rows without a proper key are letters, and again only once they are others', () => {
  const before = changesOf([{ n: 1 }, null, 'bad', { id: 'a' }])
  expect(before.letters.map(({ line, problem }) => [line, problem?.code])).toEqual([
    [1, 'no-key'],
    [2, 'bad-row'],
    [3, 'unexpected-result'],
  ])
  const after = changesOf([{ id: 'a' }, { n: 2 }, 'bad', null], before)
  expect(after.letters.map(({ line }) => line)).toEqual([2])
  expect(told(after)).toEqual({ removed: [], changed: [] })
})

test('the name of a row can be its key', () => {
  const changes = new TableChanges(noRows, keyOf)
  changes.add({ line: 1, size: 0, name: 'hall', payload: { n: 1 } })
  expect([...changes.rows.values()].map(({ key }) => key)).toEqual(['hall'])
})
