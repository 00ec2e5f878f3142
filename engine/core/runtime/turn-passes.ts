import type { Subject } from 'rxjs'
import { answersIn } from './answers-batch.ts'
import { nothing, type Shares } from './arrival-shares.ts'
import { tellTimers } from './armed-timers.ts'
import { type Batch, WatermarkBuilder, type Watermarks } from './batch.ts'
import { HeldBack } from './held-back.ts'
import { OperatorNode } from './operator-node.ts'
import type { Outbox } from './outbox.ts'
import type { Pace } from './pace.ts'
import { listen, send } from './pass-on.ts'
import { type NodeArrival, ordinalsOfArrival, type SourceNode } from './source-node.ts'
import type { Turn } from './turn.ts'
import type { TurnResult } from './turn-result.ts'
import { unwired } from './unwired.ts'
import type { Wired, WiredNode } from './wiring.ts'

/** What arrives in a turn: at each node its share, or all at one source. */
export interface Given {
  readonly shares?: Shares
  readonly only?: { readonly source: SourceNode; readonly arrivals: readonly NodeArrival[] }
}

const none: Given = {}

/**
 * Turns of a flow: each node once, in topological order. A turn that is left in its midst goes on in a further pass:
 * nodes, and those in front of them, hold what they have not handled yet.
 */
export class TurnPasses {
  private readonly wired: Wired
  private readonly outbox: Outbox
  private readonly told: Subject<TurnResult>
  private readonly minds: boolean
  private paused: Paused | undefined
  private held = new Map<WiredNode, HeldBack>()

  /** `minds`: there is a source that has to hear of timers. */
  constructor(wired: Wired, outbox: Outbox, told: Subject<TurnResult>, minds: boolean) {
    this.wired = wired
    this.outbox = outbox
    this.told = told
    this.minds = minds
  }

  get isPaused(): boolean {
    return this.paused !== undefined
  }

  /** How many arrivals of a turn that was left are not all through yet. */
  get left(): number {
    const { paused } = this
    return paused === undefined ? 0 : Math.ceil((paused.end - 1 - paused.through) / ordinalsOfArrival)
  }

  /** Begins a turn, which ends before an ordinal, and takes it as far as its pace allows: to its end without one. */
  run(turn: Turn, given: Given = none, pace?: Pace, end = turn.ordinal): void {
    const limits = pace === undefined ? undefined : [Number.POSITIVE_INFINITY]
    if (limits !== undefined) pace?.begin(limits)
    for (const node of this.wired.nodes) {
      listen(node)
      send(node, node.isApart ? unwired(turn) : this.process(node, turn, given, pace))
    }
    this.finish(turn, limits, end)
  }

  /** Goes on with the turn that was left. */
  goOn(pace: Pace): void {
    if (this.paused === undefined) return
    const { turn, limits, end } = this.paused
    pace.begin(limits)
    for (const node of this.wired.nodes) {
      listen(node)
      send(node, node.isApart ? new WatermarkBuilder(false) : this.process(node, turn, none, pace))
    }
    this.finish(turn, limits, end)
  }

  /** Gives up what is left of the turn. */
  abandon(): void {
    this.paused = undefined
    this.held.clear()
    for (const { running } of this.wired.nodes) running.abandon()
  }

  private process(node: WiredNode, turn: Turn, given: Given, pace: Pace | undefined): Watermarks {
    const { running } = node
    const { shares, only } = given
    if (running instanceof OperatorNode) {
      if (node.asks) node.inbox[node.wires.length] = answersIn(shares?.answers.get(node.id))
      return running.process(turn, this.batchesOf(node, pace), pace)
    }
    if (running === only?.source) return running.process(turn, only.arrivals, undefined, pace)
    const share = shares?.ofSources.get(node.id) ?? nothing
    return running.process(turn, share.arrivals, share.ordinals, pace)
  }

  private batchesOf(node: WiredNode, pace: Pace | undefined): readonly Batch[] {
    if (pace === undefined) return node.inbox
    let held = this.held.get(node)
    if (held === undefined) {
      if (pace.limit === Number.POSITIVE_INFINITY) return node.inbox
      this.held.set(node, (held = new HeldBack(node.inbox.length)))
    }
    return held.upTo(pace.limit, node.inbox)
  }

  private finish(turn: Turn, limits: number[] | undefined, end: number): void {
    const through = limits?.pop() ?? Number.POSITIVE_INFINITY
    const isDone = limits === undefined || through === Number.POSITIVE_INFINITY
    this.paused = isDone ? undefined : { turn, limits, through, end }
    if (isDone && this.held.size > 0) this.held.clear()
    if (isDone && this.minds) tellTimers(this.wired)
    if (!this.outbox.holds(through)) return
    this.told.next({ turn, ...this.outbox.take(through) })
  }
}

/** A turn that was left. */
interface Paused {
  readonly turn: Turn
  /** How far nodes may go, as `Pace` has it. */
  readonly limits: number[]
  /** Up to this ordinal all nodes have handled all. */
  readonly through: number
  /** The ordinal before which the turn ends. */
  readonly end: number
}
