import type { Arrival } from '../operator/arrival.ts'
import { SourceNode } from './source-node.ts'
import type { Wired } from './wiring.ts'

/** The sources of a running flow, as arrivals name them. */
export class FlowSources {
  private readonly flow: string
  private readonly wired: Wired
  /** The one that was asked for last; mostly it is the next one too. */
  private recentId = ''
  private recent: SourceNode | undefined
  /** What was last asked for the time it tells, which is asked more than once, and the answer. */
  private asked: Arrival | undefined
  private said: number | undefined

  constructor(flow: string, wired: Wired) {
    this.flow = flow
    this.wired = wired
  }

  /** Throws where there is none of this id. */
  of(id: string): SourceNode {
    if (id === this.recentId && this.recent !== undefined) return this.recent
    const running = this.wired.byId.get(id)?.running
    if (running instanceof SourceNode) {
      this.recentId = id
      return (this.recent = running)
    }
    const known = this.wired.sources.map((source) => source.id).join(', ')
    throw new Error(`flow ${this.flow} has no source ${id}; its sources are ${known}`)
  }

  /** Throws where there is no node of this id that asks for anything. */
  demandAsking(id: string): void {
    if (this.wired.byId.get(id)?.asks !== true)
      throw new Error(`flow ${this.flow} has no node ${id} that an answer could be for`)
  }

  /**
   * When something arrives, as far as it tells: its `at`, or else the time at which it happened, be that what its source's
   * setting finds. Undefined where nothing tells.
   */
  saidBy(arrival: Arrival): number | undefined {
    if (arrival.at !== undefined || arrival.kind !== 'event') return arrival.at
    if (arrival !== this.asked) {
      this.asked = arrival
      this.said = this.of(arrival.node).timeOf(arrival)
    }
    return this.said
  }
}
