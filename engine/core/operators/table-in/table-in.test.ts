import { expect, test } from 'vitest'
import { catalog } from '../../catalog.ts'
import { checkFlow } from '../../check/check-flow.ts'
import { makeEvent } from '../../model/event.ts'
import { saysOf, valuesOf } from '../settings.fixture.ts'
import { tableIn } from './table-in.ts'

const settings = { path: 'machines.csv', key: 'payload.id' }

test('it says what it keeps up with', () => {
  expect(saysOf(tableIn, settings)).toBe('keeps up with the table machines.csv, each row by payload.id')
})

/** A row that is gone, with what came beside it. */
const gone = (properties: object) => makeEvent(null, 7, null, undefined, undefined, properties as never)

test.each([
  ['a key of several parts', { key: ['x', 4] }, ['x', 4]],
  ['no key, as of a table without rows', {}, null],
  ['what is no key', { key: { x: 4 } }, null],
])('a row that is gone has the key that came with it: %s', (_, properties, expected) => {
  const { key } = valuesOf(tableIn, { ...settings, key: '$uppercase(payload.id.x)' })
  const keyOf = key as (event: unknown) => unknown // what the setting is
  expect(keyOf(gone(properties))).toEqual(expected)
})

test('a key that came with a row that is gone is no longer than any other', () => {
  const { key } = valuesOf(tableIn, settings)
  const keyOf = key as (event: unknown) => unknown // what the setting is
  expect(() => keyOf(gone({ key: 'x'.repeat(100_000) }))).toThrow(/key/)
})

test('a row that is gone needs no time of its own, and before the wall stands anywhere it has none', () => {
  const { time } = valuesOf(tableIn, { ...settings, time: 'payload.changed' })
  const timeOf = time as (event: unknown) => unknown // what the setting is
  expect(timeOf(gone({}))).toBe(7)
  expect(timeOf(makeEvent({ changed: 5 }, 7))).toBe(5)
  expect(timeOf({ ...gone({}), time: Number.NEGATIVE_INFINITY })).toBe(undefined)
})

test.each([
  ['by its key', settings, []],
  ['by the names of an object', { ...settings, path: 'a.json', key: 'properties.name' }, []],
  ['without a key', { path: 'machines.csv' }, ['missing-setting']],
])('beside a lookup it is checked without a doubt: %s', (_, table, expected) => {
  const flow = {
    millrace: 1,
    id: 'limits',
    nodes: {
      in: { type: 'mqtt-in', topic: 'm/{id}', key: 'params.id' },
      machines: { type: 'table-in', ...table },
      limits: { type: 'lookup' },
      out: { type: 'log' },
    },
    wires: [
      ['in', 'limits.in'],
      ['machines', 'limits.table'],
      ['limits.out', 'out'],
      ['limits.missing', 'out'],
    ],
  }
  const { problems } = checkFlow(JSON.stringify(flow), catalog)
  expect(problems.map(({ code }) => code)).toEqual(expected)
})
