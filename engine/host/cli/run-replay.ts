import type { DeadLetter } from '../../core/model/dead-letter.ts'
import type { Plan } from '../../core/operator/plan.ts'
import { printable } from '../connectors/log/printable.ts'
import { LedgerWatch } from '../workers/ledger-watch.ts'
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
  /** Whether the replay has failed where there was a dead letter. */
  readonly failOnDeadLetters: boolean
}

/**
 * `millrace run FLOW --input FILE`: what reaches the sinks goes to stdout, line by line. Gives 2 where a line could not be
 * used, and 1 where dead letters are a failure and there were some.
 */
export async function runReplay(plan: Plan, options: ReplayOptions): Promise<ExitCode> {
  const { input, flush, deadLetters } = options
  const lines = new RecordedLines(plan, input)
  const out = new LineWriter(process.stdout, 'standard output')
  const letterFile = deadLetters === undefined ? undefined : await openFile(deadLetters)
  const report = new DeadLetterReport()
  let sent = 0
  const bury = (letter: DeadLetter): void => {
    report.add(letter)
    letterFile?.write(letterText(letter))
  }
  const target: ReplayTarget = {
    sent: (line, outgoing) => {
      try {
        out.write(visibleJson(line))
        sent++
      } catch (error) {
        if (!(error instanceof RangeError)) throw error
        bury(unsendable(plan.flow, outgoing, outgoing.time, error))
      }
    },
    deadLetter: bury,
    settle: () => out.settle() ?? letterFile?.settle(),
  }
  const exitCode = (): ExitCode => {
    if (lines.bad > 0) return 2
    return options.failOnDeadLetters && report.count > 0 ? 1 : 0
  }
  let ledger: Awaited<ReturnType<typeof replay>>
  try {
    ledger = await replay(plan, lines.groups(), target, { flush })
    await out.close()
    await letterFile?.close()
  } catch (error) {
    await letterFile?.close() // what was found up to there is kept
    if (!(error instanceof NoReader)) throw error
    return exitCode()
  }
  const watch = new LedgerWatch(plan, ({ level, message }) =>
    console.error(printable(`${level}: ${message}`)),
  )
  watch.finish(ledger)
  const held = flush ? undefined : heldLine(plan, ledger)
  const rows = [
    ...(process.stderr.isTTY ? ledgerLines(plan, ledger) : notableLines(plan, ledger)),
    ...(held === undefined ? [] : [`  not finished: ${held}`]),
  ]
  if (rows.length > 0) console.error([`${plan.flow}: replayed`, ...rows].join('\n'))
  report.print()
  lines.sayBad()
  if (lines.count === 0) console.error(`${lines.name}: the recording is empty`)
  if (report.count > 0)
    console.error(sumLine(plan, options, { lines: lines.count, sent, letters: report.count }))
  return exitCode()
}

async function openFile(path: string): Promise<LineWriter> {
  try {
    return await fileWriter(path)
  } catch (error) {
    throw new UsageError(`--dead-letters ${fileProblem(path, error).message}`)
  }
}

/** What a person is told at the very end where there were dead letters. */
function sumLine(
  plan: Plan,
  { deadLetters, failOnDeadLetters }: ReplayOptions,
  counts: { readonly lines: number; readonly sent: number; readonly letters: number },
): string {
  const remarks = [
    deadLetters === undefined ? '--dead-letters FILE keeps them' : `kept in ${deadLetters}`,
    ...(failOnDeadLetters ? [] : ['--fail-on-dead-letters makes the exit code 1']),
  ]
  const letters = many(counts.letters, 'dead letter')
  return `${plan.flow}: ${many(counts.lines, 'line')} replayed, ${counts.sent} sent, ${letters} (${remarks.join('; ')})`
}

const many = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`
