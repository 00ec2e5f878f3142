import { DuckDBInstance } from '@duckdb/node-api'
import type { Json } from '../../engine/core/model/json.ts'

/** What a column holds: whole numbers, numbers, texts, or true and false. */
export type ColumnType = 'BIGINT' | 'DOUBLE' | 'VARCHAR' | 'BOOLEAN'

export type Row = Readonly<Record<string, Json>>

/** A database in memory, to be asked in SQL. */
export interface Database {
  /** Makes a table of rows, in place of one of that name; a field that a row lacks is null. */
  load(table: string, columns: Readonly<Record<string, ColumnType>>, rows: Iterable<Row>): Promise<void>
  /** The rows that a query gives; whole numbers have to be such as a double can hold. */
  rows(sql: string): Promise<readonly Row[]>
  close(): void
}

export async function openDatabase(): Promise<Database> {
  // It brings all it needs, and is not to fetch anything.
  const settings = {
    threads: '1',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  }
  const instance = await DuckDBInstance.create(':memory:', settings)
  const connection = await instance.connect()
  return {
    load: async (table, columns, rows) => {
      const declared = Object.entries(columns).map(([name, type]) => `"${name}" ${type}`)
      await connection.run(`create or replace table ${table} (${declared.join(', ')})`)
      const appender = await connection.createAppender(table)
      for (const row of rows) {
        for (const [name, type] of Object.entries(columns)) {
          const value = row[name] ?? null
          if (value === null) appender.appendNull()
          else if (type === 'BIGINT') appender.appendBigInt(BigInt(value as number))
          else if (type === 'DOUBLE') appender.appendDouble(value as number)
          else if (type === 'BOOLEAN') appender.appendBoolean(value as boolean)
          else appender.appendVarchar(value as string)
        }
        appender.endRow()
      }
      appender.closeSync()
    },
    rows: async (sql) => {
      const read = await connection.runAndReadAll(sql)
      return read
        .getRowObjectsJS()
        .map((row) =>
          Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(name, value)])),
        )
    },
    close: () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

/** A value as JSON has it. Throws for what JSON lacks, such as an instant: a query has to give its milliseconds. */
function plain(name: string, value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return value
  if (typeof value === 'bigint') {
    if (!Number.isSafeInteger(Number(value))) throw new Error(`column ${name}: ${value} is too large`)
    return Number(value)
  }
  if (Array.isArray(value)) return value.map((item) => plain(name, item))
  throw new Error(`column ${name}: expected what JSON can say, found ${String(value)}`)
}
