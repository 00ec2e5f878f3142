import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { describeWithData } from '../shared-data.ts'
import { aggregateOf, fieldOf, type GoldenCase } from './golden-case.ts'
import { runCase, ways } from './run-case.ts'

describeWithData('golden cases', 'semantics', (folder) => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
  test('are there', () => expect(files.length).toBeGreaterThan(10))

  describe.each(files)('%s', (file) => {
    const cases = JSON.parse(readFileSync(join(folder, file), 'utf8')) as readonly GoldenCase[]
    test('has cases', () => expect(cases.length).toBeGreaterThan(0))

    describe.each(cases)('$name', (one) => {
      test.each(ways)('$name', (way) => {
        const { expected, found } = runCase(one, way)
        expect(found).toEqual(expected)
      })
    })
  })
})

const tumbling: GoldenCase = {
  name: 'tumbling',
  kind: 'window',
  spec: {
    window: { shape: 'tumbling', size: 10 },
    per: ['k'],
    aggregates: [{ as: 'n', fn: 'count' }],
  },
  arrivals: [
    { in: 'in', time: 1, value: { k: 'a' } },
    { in: 'in', time: 11, value: {} },
    { in: 'in', watermark: 15 },
    { in: 'in', time: 3, value: { k: 'a' } },
    { end: true },
  ],
  expect: {
    out: [
      { start: 0, end: 10, k: 'a', n: 1 },
      { start: 10, end: 20, k: null, n: 1 },
    ],
    late: [{ k: 'a' }],
  },
  ordered: true,
}

test.each(ways)('a case is run and compared, $name', (way) => {
  const { expected, found } = runCase(tumbling, way)
  expect(found).toEqual(expected)
  expect(expected).toHaveLength(3)
})

test('what differs is seen', () => {
  const [way] = ways
  if (way === undefined) throw new Error('no way')
  const other = { ...tumbling, expect: { out: tumbling.expect.out.toReversed(), late: [] } }
  const { expected, found } = runCase(other, way)
  expect(found).not.toEqual(expected)
  expect(() => runCase({ ...tumbling, kind: 'cube' }, way)).toThrow('no adapter')
  expect(() => runCase({ ...tumbling, spec: { ...tumbling.spec, window: { shape: 'round' } } }, way)).toThrow(
    'expected one of',
  )
})

test('any name may be that of a field', () => {
  expect(fieldOf('a b')).toBe('payload.`a b`')
  expect(fieldOf('in')).toBe('payload.`in`')
  expect(aggregateOf('sum', 'x')).toBe('$sum(payload.x)')
})
