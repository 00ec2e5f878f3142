/** What a broker did not take or keep: counted by what it was, and told the first time. */
export class BrokerLosses {
  private readonly tell: (text: string) => void
  private readonly byWhat = new Map<string, number>()

  constructor(tell: (text: string) => void) {
    this.tell = tell
  }

  get counts(): ReadonlyMap<string, number> {
    return this.byWhat
  }

  /** `first` is told the first time, if it is given. */
  count(what: string, first?: string, times = 1): void {
    const before = this.byWhat.get(what)
    this.byWhat.set(what, (before ?? 0) + times)
    if (before === undefined && first !== undefined) this.tell(`warning: the broker: ${first}`)
  }
}
