import { expect, test } from 'vitest'
import { SourceEnds } from './source-ends.ts'
import { planOf, sink, source } from './wire.fixture.ts'

const table = { type: 'table-in', path: 'a.csv', key: 'payload.id' }

const endsOf = (nodes: object): SourceEnds =>
  new SourceEnds(
    planOf(
      { ...nodes, out: sink },
      Object.keys(nodes).map((node) => [node, 'out']),
    ),
  )

test('a flow ends when its sources have ended and its tables were read, in whatever order', () => {
  for (const order of [
    ['in', 'rows'],
    ['rows', 'in'],
  ]) {
    const ends = endsOf({ in: source, rows: table })
    for (const node of order) {
      expect(ends.all).toBe(false)
      ends.add(node)
    }
    expect(ends.all).toBe(true)
  }
})

test('that a table was read is not the end of its time', () => {
  const ends = endsOf({ in: source, other: source, rows: table })
  ends.add('rows')
  expect([ends.hasNews, ends.take()]).toEqual([false, []])
  ends.add('in')
  expect(ends.hasNews).toBe(true)
  expect(ends.take()).toMatchObject([{ node: 'in' }])
})

test('tables alone have no end', () => {
  const ends = endsOf({ rows: table, more: table })
  for (const node of ['rows', 'more']) ends.add(node)
  expect([ends.all, ends.hasNews]).toEqual([false, false])
})
