/** What became of the events of one node, as plain data. */
export interface Tally {
  readonly received: number
  readonly handled: number
  readonly late: number
  readonly failed: number
  readonly waiting: number
  readonly dropped: Readonly<Record<string, number>>
  readonly noted: Readonly<Record<string, number>>
}

/** What one node has done since the flow was created (or since the counts it was restored with). */
export class Counters {
  received = 0
  handled = 0
  late = 0
  failed = 0
  waiting = 0
  /** Events let go, by the name of the rule. */
  readonly dropped = new Map<string, number>()
  /** Other things worth a number, by name: settings that gave nothing, keys forgotten ... */
  readonly noted = new Map<string, number>()
  /** Under which names nothing is noted any more, since it was found. */
  readonly found = new Set<string>()

  drop(rule: string, count = 1): void {
    this.dropped.set(rule, (this.dropped.get(rule) ?? 0) + count)
  }

  note(name: string): void {
    this.noted.set(name, (this.noted.get(name) ?? 0) + 1)
  }

  /** Notes that something was not found, until it is. */
  noteUnfound(name: string): void {
    if (!this.found.has(name)) this.note(name)
  }

  noteFound(name: string): void {
    this.found.add(name)
    this.noted.delete(name)
  }

  tally(): Tally {
    const { received, handled, late, failed, waiting, dropped, noted } = this
    return {
      received,
      handled,
      late,
      failed,
      waiting,
      dropped: Object.fromEntries(dropped),
      noted: Object.fromEntries(noted),
    }
  }

  /** Goes on from a tally. */
  load({ dropped, noted, ...counts }: Tally): void {
    Object.assign(this, counts)
    for (const [rule, count] of Object.entries(dropped)) this.dropped.set(rule, count)
    for (const [name, count] of Object.entries(noted)) this.noted.set(name, count)
  }
}
