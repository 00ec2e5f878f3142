/** What one node has done since the flow was created (or since the counts it was restored with). */
export class Counters {
  received = 0
  handled = 0
  late = 0
  failed = 0
  waiting = 0
  /** Events let go, by the name of the rule. */
  readonly dropped = new Map<string, number>()
  /** Other things worth a number, by name: expressions that gave nothing, keys forgotten ... */
  readonly noted = new Map<string, number>()

  drop(rule: string, count = 1): void {
    this.dropped.set(rule, (this.dropped.get(rule) ?? 0) + count)
  }

  note(name: string): void {
    this.noted.set(name, (this.noted.get(name) ?? 0) + 1)
  }
}
