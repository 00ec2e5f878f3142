import { Failure } from '../../../core/model/failure.ts'
import type { News } from '../connector.ts'
import type { Twice } from './table-changes.ts'
import { reasonOf } from './why-unreadable.ts'

/** What a table that is followed has to tell: once for each change of its file, not for each attempt to read it. */
export class TableNews {
  private readonly what: string
  private readonly tell: (news: News) => void
  /** What was told last of why it can't be read, and of a key that is there twice; undefined once that is over. */
  private trouble: string | undefined
  private twice: string | undefined

  constructor(what: string, tell: (news: News) => void) {
    this.what = what
    this.tell = tell
  }

  /**
   * It could not be read. `hasRows`: it could be before. `isNew`: the file has changed since the last attempt; without
   * that the same is not told again.
   */
  failed(error: unknown, { hasRows, isNew }: { readonly hasRows: boolean; readonly isNew: boolean }): void {
    const reason = error instanceof Failure ? error.message : (reasonOf(error).split(';')[0] ?? '')
    if (!isNew && this.trouble === reason) return
    this.trouble = reason
    const meanwhile = hasRows
      ? 'until it can be read again the table stays as it was'
      : 'there are no rows yet'
    this.tell({ level: hasRows ? 'warning' : 'error', message: `${this.what}: ${reason}; ${meanwhile}` })
  }

  /** It was read to its end. */
  read(rows: number, twice: Twice | undefined): void {
    if (this.trouble !== undefined) {
      this.tell({ level: 'info', message: `${this.what}: is read again, ${rows} rows` })
      this.trouble = undefined
    }
    const found = twice === undefined ? undefined : wordsOf(twice)
    if (found !== undefined && found !== this.twice)
      this.tell({ level: 'warning', message: `${this.what}: ${found}` })
    this.twice = found
  }
}

function wordsOf({ key, first, line, count }: Twice): string {
  const more = count === 1 ? '' : ` (and so it is with ${count - 1} more)`
  return `line ${line}: the key ${JSON.stringify(key)} stands in line ${first} already; the last row counts${more}`
}
