import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, vi } from 'vitest'
import { canonicalText } from '../../engine/core/operators/canonical-text.ts'
import { type ColumnType, type Database, openDatabase, type Row } from './database.ts'
import type { Case } from './generated-case.ts'

/** How many cases each test compares. */
const numRuns = Number(process.env['RUNS'] ?? 150)

/** How one thing is computed in two ways. */
export interface Ways<Settings> {
  readonly cases: fc.Arbitrary<Case<Settings>>
  /** The rows that the stream gives, in any order. */
  readonly stream: (given: Case<Settings>) => readonly Row[]
  /** The columns of the table `settings`, beside `case`. */
  readonly columns: Readonly<Record<keyof Settings & string, ColumnType>>
  /**
   * A query that gives the same rows for all cases at once, with the column `case` beside, from the tables `settings`
   * and `events`: case, id (the place in the order of arrival), side, time, key (as JSON, null where it is that) and value.
   */
  readonly sql: string
}

const eventColumns = {
  case: 'BIGINT',
  id: 'BIGINT',
  side: 'VARCHAR',
  time: 'BIGINT',
  key: 'VARCHAR',
  value: 'BIGINT',
} as const

/** Compares two ways in the tests of a file. One query answers for all cases; one that differs is then made small. */
export function comparison(): <Settings extends Row>(ways: Ways<Settings>) => Promise<void> {
  vi.setConfig({ testTimeout: 60_000 + 50 * numRuns })
  let database: Database
  beforeAll(async () => {
    database = await openDatabase()
  })
  afterAll(() => database.close())
  return async (ways) => {
    const seed = Date.now() % 1_000_000_000
    const sampled = fc.sample(ways.cases, { numRuns, seed })
    const expected = await expectedOf(database, ways, sampled)
    let results = 0
    for (const [at, one] of sampled.entries()) {
      results += expected[at]?.length ?? 0
      if (agrees(ways, one, expected[at] ?? [])) continue
      const alone = fc.asyncProperty(ways.cases, async (small) => {
        const [only = []] = await expectedOf(database, ways, [small])
        expect(texts(ways.stream(small))).toEqual(only)
      })
      await fc.assert(alone, { seed, path: String(at) })
      throw new Error(`case ${at} of seed ${seed} differs, but not when it is run alone`)
    }
    // Were there no results, nothing would have been compared.
    expect(results).toBeGreaterThan(0)
  }
}

function agrees<Settings>(ways: Ways<Settings>, one: Case<Settings>, expected: readonly string[]): boolean {
  try {
    return texts(ways.stream(one)).join('\n') === expected.join('\n')
  } catch {
    return false
  }
}

const texts = (rows: readonly Row[]): string[] => rows.map(canonicalText).sort()

async function expectedOf<Settings extends Row>(
  database: Database,
  { columns, sql }: Ways<Settings>,
  cases: readonly Case<Settings>[],
): Promise<readonly (readonly string[])[]> {
  const events = cases.flatMap(({ given }, at) =>
    given.map(({ key, ...event }, id) => ({
      case: at,
      id,
      ...event,
      key: key === null ? null : JSON.stringify(key),
    })),
  )
  await database.load('events', eventColumns, events)
  const settings = cases.map((one, at) => ({ case: at, ...one.settings }))
  await database.load('settings', { case: 'BIGINT', ...columns }, settings)
  const byCase = cases.map((): Row[] => [])
  for (const { case: at, ...row } of await database.rows(sql)) byCase[Number(at)]?.push(row)
  return byCase.map(texts)
}
