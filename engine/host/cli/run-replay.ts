import type { DeadLetter } from '../../core/model/dead-letter.ts'
import type { Plan } from '../../core/operator/plan.ts'
import { letterText } from '../workers/letter-text.ts'
import { replay, type ReplayTarget } from '../workers/replay.ts'
import { unsendable } from '../workers/unsendable.ts'
import { visibleJson } from '../workers/visible-json.ts'
import type { ExitCode } from './command.ts'
import { DeadLetterReport } from './dead-letter-report.ts'
import { fileProblem } from './file-problem.ts'
import { heldLine, ledgerLines, notableLines } from './ledger-lines.ts'
import { fileWriter, LineWriter, NoReader } from './line-writer.ts'
import { RecordedLines } from './recorded-lines.ts'
import { UsageError } from './usage-error.ts'

export interface ReplayOptions {
  /** A file of NDJSON, or `-` for what comes by stdin. */
  readonly input: string
  readonly flush: boolean
  readonly deadLetters: string | undefined
}

/** `millrace run FLOW --input FILE`: what reaches the sinks goes to stdout, line by line. */
export async function runReplay(plan: Plan, { input, flush, deadLetters }: ReplayOptions): Promise<ExitCode> {
  const lines = new RecordedLines(plan, input)
  const out = new LineWriter(process.stdout, 'standard output')
  const letterFile = deadLetters === undefined ? undefined : await openFile(deadLetters)
  const report = new DeadLetterReport()
  const bury = (letter: DeadLetter): void => {
    report.add(letter)
    letterFile?.write(letterText(letter))
  }
  const target: ReplayTarget = {
    sent: (line, outgoing) => {
      try {
        out.write(visibleJson(line))
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
    await letterFile?.close() // what was found up to there is kept
    if (!(error instanceof NoReader)) throw error
    return lines.bad === 0 ? 0 : 2
  }
  const rows = process.stderr.isTTY ? ledgerLines(plan, ledger) : notableLines(plan, ledger)
  if (rows.length > 0) console.error([`${plan.flow}: replayed`, ...rows].join('\n'))
  const held = flush ? undefined : heldLine(plan, ledger)
  if (held !== undefined) console.error(`  still held: ${held}`)
  report.print(deadLetters)
  lines.sayBad()
  return lines.bad === 0 ? 0 : 2
}

async function openFile(path: string): Promise<LineWriter> {
  try {
    return await fileWriter(path)
  } catch (error) {
    throw new UsageError(`--dead-letters ${fileProblem(path, error).message}`)
  }
}
