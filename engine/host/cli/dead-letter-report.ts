import type { DeadLetter } from '../../core/model/dead-letter.ts'
import type { Event } from '../../core/model/event.ts'
import { instantText } from '../connectors/log/instant-text.ts'
import { printable } from '../connectors/log/printable.ts'

const shown = 5
/** Of one, so many characters. */
const longest = 500

/** Counts dead letters and keeps the first few for the person at the command line. */
export class DeadLetterReport {
  count = 0
  private readonly first: DeadLetter[] = []

  add(letter: DeadLetter): void {
    this.count++
    if (this.first.length < shown) this.first.push(letter)
  }

  /** Prints them to stderr. */
  print(): void {
    for (const letter of this.first) console.error(`dead letter: ${describeLetter(letter)}`)
    if (this.count > shown) console.error(`... and ${this.count - shown} more dead letters`)
  }
}

/** One dead letter in a line: where, what, of which event, and when that happened. */
export function describeLetter({ node, port, event, problem }: DeadLetter): string {
  const of = [problem.code, ...whichEvent(event)].join('; ')
  const text = `${node}.${port}: ${problem.message} (${of} at ${instantText(event.time)})`
  return printable(text.slice(0, longest))
}

/** By its topic, its line in a file, or else its key, if it has one of these. */
function whichEvent({ topic, key, properties }: Event): readonly string[] {
  const line = properties?.['line']
  if (topic !== undefined) return [topic]
  if (typeof line === 'number') return [`line ${line}`]
  return key === null ? [] : [`key ${JSON.stringify(key)}`]
}
