import { hash } from 'node:crypto'
import { type Event, type Key, makeEvent } from '../../../core/model/event.ts'
import { Failure } from '../../../core/model/failure.ts'
import type { FileRow } from './file-rows.ts'
import { propertiesOf } from './row-arrival.ts'

/** The rows of a table that were read, without what they hold. */
export interface KnownRows {
  /** By their keys as JSON. */
  readonly rows: ReadonlyMap<string, KnownRow>
  /** Rows that could not be used. */
  readonly bad: ReadonlySet<string>
}

export interface KnownRow {
  readonly key: Key
  readonly line: number
  readonly digest: string
}

export const noRows: KnownRows = { rows: new Map(), bad: new Set() }

/** The first of the rows whose key another row has too, and how many there are. */
export interface Twice {
  readonly key: Key
  readonly first: number
  readonly line: number
  readonly count: number
}

/** What is different in a table that is read again; of what has stayed the same nothing is held. */
export class TableChanges implements KnownRows {
  readonly rows = new Map<string, KnownRow>()
  readonly bad = new Set<string>()
  /** Rows that are new or changed, by their keys as JSON. */
  readonly changed = new Map<string, FileRow>()
  /** Rows that cannot be used, with their problems; those that were there before are left out. */
  readonly letters: FileRow[] = []
  twice: Twice | undefined
  private readonly former: KnownRows
  private readonly keyOf: (event: Event) => Key

  /** `keyOf` throws a `Failure` where a row has no proper key. */
  constructor(former: KnownRows, keyOf: (event: Event) => Key) {
    this.former = former
    this.keyOf = keyOf
  }

  add(row: FileRow): void {
    const found = row.problem ?? this.keyed(row)
    if ('code' in found) return this.refuse(row, found)
    const { key } = found
    const name = JSON.stringify(key)
    const digest = digestOf(row.payload)
    const before = this.rows.get(name)
    if (before !== undefined) {
      const { count = 0 } = this.twice ?? {}
      this.twice = { key, first: before.line, line: row.line, ...this.twice, count: count + 1 }
    }
    this.rows.set(name, { key, line: row.line, digest })
    if (this.former.rows.get(name)?.digest === digest) this.changed.delete(name)
    else this.changed.set(name, row)
  }

  /** The keys of rows that are gone. */
  removed(): readonly Key[] {
    return [...this.former.rows].flatMap(([name, { key }]) => (this.rows.has(name) ? [] : [key]))
  }

  private keyed(row: FileRow): { readonly key: Key } | Problem {
    // This is what takes a row away.
    if (row.payload === null) return { code: 'bad-row', message: 'expected a row, got null' }
    try {
      const event = makeEvent(row.payload, 0, null, undefined, undefined, propertiesOf(row))
      const key = this.keyOf(event)
      return key === null ? { code: 'no-key', message: 'expected a key, got nothing (setting key)' } : { key }
    } catch (error) {
      if (error instanceof Failure) return { code: error.code, message: error.message }
      throw error
    }
  }

  private refuse(row: FileRow, problem: Problem): void {
    const digest = digestOf([problem.code, row.payload])
    this.bad.add(digest)
    if (!this.former.bad.has(digest)) this.letters.push({ ...row, problem })
  }
}

type Problem = NonNullable<FileRow['problem']>

/** Half of a SHA-256 tells rows apart as surely as the rows themselves, and is far shorter than most. */
function digestOf(value: unknown): string {
  return hash('sha256', JSON.stringify(value), 'base64').slice(0, 22)
}
