import type { Findings } from './findings.ts'
import type { Path } from './tree.ts'

/** How many nodes and wires a flow may have. */
const most = { nodes: 20_000, wires: 200_000 }

/** How much of a flow may still be inlined: subflows that use subflows can stand for more than any machine holds. */
export class Room {
  /** Something did not fit: nothing can be said of the whole. */
  full = false
  private readonly left = { ...most }
  private readonly findings: Findings | undefined

  /** Without findings it is not reported that something did not fit. */
  constructor(findings: Findings | undefined) {
    this.findings = findings
  }

  /** Takes room for one more, or says that there is none. */
  take(what: keyof typeof most, place: Path): boolean {
    if (this.full) return false
    if (this.left[what] > 0) {
      this.left[what]--
      return true
    }
    this.full = true
    this.findings?.add({
      code: `too-many-${what}`,
      message: `the flow has more than ${most[what]} ${what}, those in subflows counted in each use`,
      place,
      on: 'key',
      expected: `at most ${most[what]} ${what}`,
      remedy: 'split it into flows that pass events on over the broker',
    })
    return false
  }
}
