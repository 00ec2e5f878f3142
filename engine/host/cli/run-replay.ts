import { createReadStream, fstatSync } from 'node:fs'
import type { Readable } from 'node:stream'
import type { DeadLetter } from '../../core/model/dead-letter.ts'
import type { Arrival } from '../../core/operator/arrival.ts'
import type { Plan } from '../../core/operator/plan.ts'
import { ArrivalReader } from '../workers/recording/arrival-reader.ts'
import { printable } from '../connectors/log/printable.ts'
import { textLines } from '../connectors/file/text-lines.ts'
import { letterText } from '../workers/letter-text.ts'
import { replay, type ReplayTarget } from '../workers/replay.ts'
import { unsendable } from '../workers/unsendable.ts'
import type { ExitCode } from './command.ts'
import { DeadLetterReport } from './dead-letter-report.ts'
import { refuseEndless } from './refuse-endless.ts'
import { fileProblem } from './file-problem.ts'
import { heldLine, ledgerLines, notableLines } from './ledger-lines.ts'
import { fileWriter, LineWriter, NoReader } from './line-writer.ts'
import { UsageError } from './usage-error.ts'

export interface ReplayOptions {
  /** A file of NDJSON, or `-` for what comes by stdin. */
  readonly input: string
  readonly flush: boolean
  readonly deadLetters: string | undefined
}

/** So many bad lines are printed; the others are counted. */
const shownLines = 20

/** `millrace run FLOW --input FILE`: what reaches the sinks goes to stdout, line by line. */
export async function runReplay(plan: Plan, { input, flush, deadLetters }: ReplayOptions): Promise<ExitCode> {
  refuseEndless(input)
  const out = new LineWriter(process.stdout, 'standard output')
  const letterFile = deadLetters === undefined ? undefined : await openFile(deadLetters)
  const report = new DeadLetterReport()
  const lines = new RecordedLines(plan, input)
  const bury = (letter: DeadLetter): void => {
    report.add(letter)
    letterFile?.write(letterText(letter))
  }
  const target: ReplayTarget = {
    sent: (line, outgoing) => {
      try {
        out.write(JSON.stringify(line))
      } catch (error) {
        if (!(error instanceof RangeError)) throw error
        bury(unsendable(plan.flow, outgoing, outgoing.time, error))
      }
    },
    deadLetter: bury,
    settle: () => out.settle() ?? letterFile?.settle(),
  }
  let ledger: Awaited<ReturnType<typeof replay>>
  try {
    ledger = await replay(plan, lines.groups(), target, { flush })
    await out.close()
    await letterFile?.close()
  } catch (error) {
    if (error instanceof NoReader) return lines.bad === 0 ? 0 : 2
    throw error
  }
  const rows = process.stderr.isTTY ? ledgerLines(plan, ledger) : notableLines(plan, ledger)
  if (rows.length > 0) console.error([`${plan.flow}: replayed`, ...rows].join('\n'))
  const held = flush ? undefined : heldLine(plan, ledger)
  if (held !== undefined) console.error(`  still held: ${held}`)
  report.print(deadLetters)
  if (lines.bad === 0) return 0
  const more = lines.bad - shownLines
  if (more > 0) console.error(`... and ${more} more bad lines`)
  console.error(`${lines.bad === 1 ? '1 line' : `${lines.bad} lines`} of ${lines.name} could not be used`)
  return 2
}

/** The arrivals of a recording, group by group; bad lines are told on stderr and left out. */
class RecordedLines {
  readonly name: string
  bad = 0
  private readonly reader: ArrivalReader
  private readonly input: string

  constructor(plan: Plan, input: string) {
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

  private read(number: number, text: string | undefined, arrivals: Arrival[]): void {
    if (text?.trim() === '') return
    try {
      if (text === undefined) throw new Error('the line is too long')
      arrivals.push(this.reader.read(text))
    } catch (error) {
      this.bad++
      if (this.bad <= shownLines) {
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

async function openFile(path: string): Promise<LineWriter> {
  try {
    return await fileWriter(path)
  } catch (error) {
    throw new UsageError(`--dead-letters ${fileProblem(path, error).message}`)
  }
}
