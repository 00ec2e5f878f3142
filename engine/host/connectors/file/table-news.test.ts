import { expect, test } from 'vitest'
import { Failure } from '../../../core/model/failure.ts'
import { TableNews } from './table-news.ts'

function news() {
  const told: string[] = []
  const table = new TableNews('a.csv', ({ level, message }) => void told.push(`${level}: ${message}`))
  return { table, told }
}

const busy = Object.assign(new Error('EMFILE'), { code: 'EMFILE' })
const attempt = { hasRows: true, isNew: false }

test('what the system refuses is told once, however often it is tried, and again after it was well', () => {
  const { table, told } = news()
  for (let times = 0; times < 3; times++) table.failed(busy, attempt)
  table.failed(new Error('something else'), attempt)
  table.read(3, undefined)
  table.read(4, undefined)
  table.failed(busy, attempt)
  const kept = 'until it can be read again the table stays as it was'
  expect(told).toEqual([
    `warning: a.csv: too many files are open; ${kept}`,
    `warning: a.csv: something else; ${kept}`,
    'info: a.csv: is read again, 3 rows',
    `warning: a.csv: too many files are open; ${kept}`,
  ])
})

test('what is wrong with the file is told for each change of it', () => {
  const { table, told } = news()
  for (let times = 0; times < 2; times++)
    table.failed(new Failure('bad-header', 'no names'), { hasRows: false, isNew: true })
  expect(told).toEqual(Array(2).fill('error: a.csv: no names; there are no rows yet'))
})

test('keys that are there twice are told until they are others', () => {
  const { table, told } = news()
  const twice = { key: 'm1', first: 2, line: 4, count: 3 }
  for (const found of [twice, twice, { ...twice, count: 1 }, undefined, twice]) table.read(1, found)
  const said = 'warning: a.csv: line 4: the key "m1" stands in line 2 already; the last row counts'
  expect(told).toEqual([`${said} (and so it is with 2 more)`, said, `${said} (and so it is with 2 more)`])
})
