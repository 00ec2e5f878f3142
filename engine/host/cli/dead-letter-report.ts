import type { DeadLetter } from '../../core/model/dead-letter.ts'

const shown = 5

/** Counts dead letters and keeps the first few for the person at the command line. */
export class DeadLetterReport {
  private count = 0
  private readonly first: DeadLetter[] = []

  add(letter: DeadLetter): void {
    this.count++
    if (this.first.length < shown) this.first.push(letter)
  }

  /** Prints them to stderr. `file` is where all of them were written, if they were. */
  print(file: string | undefined): void {
    if (this.count === 0) return
    const where = file === undefined ? '; --dead-letters FILE keeps them' : `, written to ${file}`
    console.error(`${this.count === 1 ? '1 dead letter' : `${this.count} dead letters`}${where}`)
    for (const letter of this.first) console.error(`  ${describeLetter(letter)}`)
    if (this.count > shown) console.error(`  ... and ${this.count - shown} more`)
  }
}

/** One dead letter in a line: where, what, and of which event. */
export function describeLetter({ node, port, event, problem }: DeadLetter): string {
  const of = event.topic ?? JSON.stringify(event.key)
  return oneLine(`${node}.${port}: ${problem.message} (${problem.code}; ${of} at ${event.time})`)
}

/** What devices send is shown, and may not act on a terminal. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => JSON.stringify(character).slice(1, -1)).slice(0, 500)
}
