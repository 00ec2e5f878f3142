import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Database, openDatabase, type Row } from '../../../test/oracle/database.ts'
import type { JsonObject } from '../../core/model/json.ts'
import { canonicalText } from '../../core/operators/canonical-text.ts'
import { FlowRun } from '../../core/runtime/flow-run.ts'
import { answers } from './answers.fixture.ts'
import { disordered } from './disorder.ts'
import {
  arrivalOf,
  planOf,
  queries,
  type Query,
  resultNode,
  sourcesOf,
  tableArrivals,
  feedTable,
} from './flow-plan.ts'
import { type AuctionEvent, eventsOf, longestAuction } from './generator.ts'
import { side, tables } from './tables.fixture.ts'

const count = 20_000
const eventsPerSecond = 100

describe.each([
  ['in order, by night', 0, Date.UTC(2026, 2, 14, 23, 58, 20)],
  ['out of order, by day', 3_000, Date.UTC(2026, 2, 14, 18, 58, 20)],
])('what a flow gives is what DuckDB finds in the whole, with events %s', (_name, disorder, begin) => {
  const source = eventsOf({ seed: 7, eventsPerSecond, begin })
  const inOrder = Array.from({ length: count }, () => source.next().value)
  const events = disordered(inOrder, disorder, 8)
  let database: Database

  beforeAll(async () => {
    database = await openDatabase()
    for (const [source, { name, columns }] of Object.entries(tables)) {
      const own = events.flatMap((event, arrived) =>
        event.source === source ? [{ ...event.payload, arrived }] : [],
      )
      await database.load(name, columns, own)
    }
    const rows = tableArrivals.map(({ payload }) => payload as Row)
    await database.load(side.name, side.columns, rows)
  })
  afterAll(() => database.close())

  test.each(queries)('%s', async (query) => {
    const { sql, lastOf } = answers[query]
    const expected = await database.rows(sql)
    expect(expected).not.toEqual([])
    const found = given(query, events, disorder)
    expect(differences(lastOf === undefined ? found : lastFor(found, lastOf), expected)).toEqual(none)
  })
})

/** What a query gives; nothing may be late or fail. */
function given(query: Query, events: readonly AuctionEvent[], disorder: number): readonly Row[] {
  const longest = `${longestAuction(eventsPerSecond) + 1}ms`
  const plan = planOf(query, { outOfOrder: `${disorder + 1}ms`, longest })
  const run = new FlowRun(plan)
  const rows: Row[] = []
  run.tap(resultNode, 'out').subscribe((batch) => {
    for (const { payload } of batch.events) {
      const { top, ...row } = payload as JsonObject // every result is an object
      if (top === undefined) rows.push(row as Row)
      else rows.push(...(top as Row[]))
    }
  })
  feedTable(run, plan)
  const sources = sourcesOf(plan)
  run.feed(events.filter(({ source }) => sources.has(source)).map(arrivalOf))
  run.end()
  const troubled = Object.entries(run.ledger()).filter(([, { late, failed }]) => late + failed > 0)
  expect(troubled).toEqual([])
  return rows
}

/** Whether the rows are the same, in any order; where they are not, the first that only one of the two has. */
function differences(found: readonly Row[], expected: readonly Row[]): typeof none {
  const [more, missing] = [texts(found), texts(expected)]
  if (more.join() === missing.join()) return none
  const [inFound, inExpected] = [new Set(more), new Set(missing)]
  return {
    same: false,
    more: more.filter((text) => !inExpected.has(text)).slice(0, 3),
    missing: missing.filter((text) => !inFound.has(text)).slice(0, 3),
  }
}

const none: { same: boolean; more: string[]; missing: string[] } = { same: true, more: [], missing: [] }

const texts = (rows: readonly Row[]): string[] => rows.map(canonicalText).sort()

/** Of the rows with the same fields the last. */
function lastFor(rows: readonly Row[], fields: readonly string[]): readonly Row[] {
  return [...new Map(rows.map((row) => [fields.map((field) => row[field]).join(' '), row])).values()]
}
