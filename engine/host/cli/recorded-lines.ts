import { createReadStream, fstatSync } from 'node:fs'
import type { Readable } from 'node:stream'
import type { Arrival } from '../../core/operator/arrival.ts'
import type { Plan } from '../../core/operator/plan.ts'
import { textLines } from '../connectors/file/text-lines.ts'
import { printable } from '../connectors/log/printable.ts'
import { ArrivalReader } from '../workers/recording/arrival-reader.ts'
import { fileProblem } from './file-problem.ts'
import { refuseEndless } from './refuse-endless.ts'
import { UsageError } from './usage-error.ts'

/** So many bad lines are printed; the others are counted. */
const shown = 20

/** The arrivals of a recording, group by group; bad lines are told on stderr and left out. */
export class RecordedLines {
  readonly name: string
  /** Lines in all, those that are blank aside. */
  count = 0
  /** Lines that could not be used. */
  bad = 0
  private readonly reader: ArrivalReader
  private readonly input: string

  /** `input` is a file, or `-` for stdin. Throws a `UsageError` for one that has no end. */
  constructor(plan: Plan, input: string) {
    refuseEndless(input)
    this.reader = new ArrivalReader(plan)
    this.input = input
    this.name = input === '-' ? 'stdin' : input
  }

  async *groups(): AsyncGenerator<readonly Arrival[]> {
    try {
      const source =
        this.input === '-' ? standardInput() : createReadStream(this.input, { highWaterMark: 262_144 })
      for await (const lines of textLines(source)) {
        const arrivals: Arrival[] = []
        for (const { number, text } of lines) this.read(number, text, arrivals)
        yield arrivals
      }
    } catch (error) {
      throw error instanceof Error && 'syscall' in error ? fileProblem(this.name, error) : error
    }
  }

  /** Says on stderr how many lines could not be used, if any. */
  sayBad(): void {
    if (this.bad === 0) return
    if (this.bad > shown) console.error(`... and ${this.bad - shown} more bad lines`)
    console.error(`${this.bad === 1 ? '1 line' : `${this.bad} lines`} of ${this.name} could not be used`)
  }

  private read(number: number, text: string | undefined, arrivals: Arrival[]): void {
    if (text?.trim() === '') return
    this.count++
    try {
      if (text === undefined) throw new Error('the line is too long')
      arrivals.push(this.reader.read(text))
    } catch (error) {
      this.bad++
      if (this.bad <= shown) {
        const reason = error instanceof Error ? error.message : String(error)
        console.error(`${this.name}:${number}: ${printable(reason)}`)
      }
    }
  }
}

/** Throws a `UsageError` for a folder (`< folder`), which Node would take for an empty file. */
function standardInput(): Readable {
  if (fstatSync(0).isDirectory()) throw new UsageError('stdin: this is a folder; name a file')
  return process.stdin
}
