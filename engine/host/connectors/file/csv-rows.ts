/** One row of a CSV file: its fields, or what is wrong with it. */
export interface CsvRow {
  /** The line it begins on, from 1. */
  readonly line: number
  readonly fields: readonly CsvField[]
  readonly problem?: string
}

/** `quoted` fields are always text. */
export interface CsvField {
  readonly text: string
  readonly quoted: boolean
}

const places = { start: 0, plain: 1, quoted: 2, closed: 3, broken: 4 } as const
type Place = (typeof places)[keyof typeof places]

/**
 * Reads CSV as RFC 4180 has it, piece by piece: fields between separators, rows between CRLF or LF, fields in quotes
 * may hold all of these, and a quote in them is written twice. A row longer than `longest` characters is given with its
 * problem and read past to its end, which in quotes is not that of a line; behind one that is broken, reading goes on with
 * the next line. Empty lines are left out.
 */
export class CsvRows {
  private readonly separator: string
  private readonly longest: number
  private place: Place = places.start
  private field = ''
  private fields: CsvField[] = []
  private length = 0
  /** A carriage return has come that may belong to the end of the row. */
  private isReturning = false
  private line = 1
  private rowLine = 1
  private problem: string | undefined

  constructor(separator: string, longest = 1024 * 1024) {
    this.separator = separator
    this.longest = longest
  }

  /** The rows that end in this piece of text. */
  push(text: string): readonly CsvRow[] {
    const rows: CsvRow[] = []
    for (let at = 0; at < text.length;) {
      const character = text[at] as string // `at` is within the text
      if (character === '\n') {
        this.line++
        if (this.place !== places.quoted) {
          this.finish(rows)
          at++
          continue
        }
      }
      if (this.place === places.broken) {
        const end = text.indexOf('\n', at)
        at = end === -1 ? text.length : end
        continue
      }
      // A run of ordinary characters is taken at once.
      const end = this.runEnd(text, at)
      if (end > at) {
        this.take(text.slice(at, end))
        at = end
      } else {
        this.step(character)
        at++
      }
    }
    return rows
  }

  /** The row that the end of the file ends. */
  end(): readonly CsvRow[] {
    const rows: CsvRow[] = []
    if (this.place === places.quoted) {
      const open = 'a quote is not closed'
      this.problem = this.problem === undefined ? open : `${this.problem}, up to the end of the file: ${open}`
    }
    if (this.length > 0 || this.problem !== undefined) this.finish(rows)
    return rows
  }

  private runEnd(text: string, from: number): number {
    let at = from
    for (; at < text.length; at++) {
      const character = text[at]
      if (character === '"') break
      if (character === '\n' || character === '\r' || character === this.separator) {
        if (this.place !== places.quoted || character === '\n') break
      }
    }
    return at
  }

  private take(run: string): void {
    this.goOn()
    if (this.place === places.closed) {
      this.place = places.broken
      this.fail('expected a separator behind the closing quote')
    }
    this.lengthen(run.length)
    if (this.place === places.broken) return
    if (this.place === places.start) this.place = places.plain
    this.keep(run)
  }

  private step(character: string): void {
    this.goOn()
    if (character === '\r' && this.place !== places.quoted) {
      // It may be part of the end of the row, and counts once it is not.
      this.isReturning = this.place === places.plain
      return
    }
    this.lengthen(1)
    if (this.place === places.quoted) {
      if (character === '"') this.place = places.closed
      else this.keep(character)
    } else if (character === '"' && this.place === places.start) this.place = places.quoted
    else if (character === '"' && this.place === places.closed) {
      this.keep('"')
      this.place = places.quoted
    } else if (character === this.separator) this.close()
    else this.keep(character)
  }

  /** Behind a carriage return something else than the end of the row has come: it belongs to the field. */
  private goOn(): void {
    if (!this.isReturning) return
    this.isReturning = false
    this.lengthen(1)
    this.keep('\r')
  }

  private lengthen(more: number): void {
    this.length += more
    if (this.length > this.longest) this.fail(`the row is longer than ${this.longest} characters`)
  }

  /** Of a row that can't be used no more is kept. */
  private keep(part: string): void {
    if (this.problem === undefined) this.field += part
  }

  private close(): void {
    if (this.problem === undefined)
      this.fields.push({ text: this.field, quoted: this.place === places.closed })
    this.field = ''
    this.place = places.start
  }

  private fail(problem: string): void {
    this.problem ??= problem
    this.field = ''
  }

  private finish(rows: CsvRow[]): void {
    if (this.problem !== undefined)
      rows.push({ line: this.rowLine, fields: this.fields, problem: this.problem })
    else if (this.length > 0) {
      const empty = this.fields.length === 0 && this.field === '' && this.place !== places.closed
      this.close()
      if (!empty) rows.push({ line: this.rowLine, fields: this.fields })
    }
    this.fields = []
    this.field = ''
    this.length = 0
    this.isReturning = false
    this.place = places.start
    this.problem = undefined
    this.rowLine = this.line
  }
}
