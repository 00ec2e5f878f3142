import { type Observable, Subject } from 'rxjs'
import type { Arrival } from '../operator/arrival.ts'
import type { Plan } from '../operator/plan.ts'
import { onlySource, sharesOf } from './arrival-shares.ts'
import { watchTimers } from './armed-timers.ts'
import type { Batch } from './batch.ts'
import { FlowSources } from './flow-sources.ts'
import { ledgerOf, type NodeLedger } from './ledger.ts'
import { OperatorNode } from './operator-node.ts'
import { Outbox } from './outbox.ts'
import { loadNode, saveNode, type Snapshot, snapshotFormat } from './snapshot.ts'
import { type NodeArrival, ordinalsOfArrival, SourceNode } from './source-node.ts'
import { loadTime, saveTime } from './saved-time.ts'
import type { Turn } from './turn.ts'
import type { TurnResult } from './turn-result.ts'
import { Pace } from './pace.ts'
import { listen } from './pass-on.ts'
import { type Given, TurnPasses } from './turn-passes.ts'
import { outletOf, wire, type Wired, type WiredNode } from './wiring.ts'

export interface RunOptions {
  /** What `random()` and its kin depend on, beside node, key and ordinal. */
  readonly seed?: number
  /** Continue where another run of this flow stood. */
  readonly snapshot?: Snapshot
}

/**
 * A running flow. It lives by what is fed to it: it reads no clock and starts nothing by itself, so the same arrivals
 * give the same results, live, from a recording or in a test, however they are cut into calls of `feed`.
 */
export class FlowRun {
  readonly flow: string
  /** What leaves the flow, turn by turn. Turns that bring nothing are not told. */
  readonly results: Observable<TurnResult>
  private readonly told = new Subject<TurnResult>()
  private readonly outbox = new Outbox()
  private readonly wired: Wired
  private readonly turns: TurnPasses
  private readonly sources: FlowSources
  /** The nodes at which something may be due by itself. */
  private readonly timed: readonly WiredNode[]
  private ordinal = 0
  private now = Number.NEGATIVE_INFINITY
  private ended = false
  /** The nodes that have no past and have not started yet. */
  private starting: readonly WiredNode[]
  /** What came so far told no time: the wall is taken to stand at 0 until something does, and then jumps there. */
  private assumed = false
  /** Nothing is due any more up to this instant. */
  private settledAt = Number.NEGATIVE_INFINITY
  /** The next instant at which something is due, as long as no turn has changed it. */
  private next: number | undefined
  /** What is to be fed once the turn that was left is through. */
  private rest: readonly Arrival[] = []

  constructor(plan: Plan, { seed = 1, snapshot }: RunOptions = {}) {
    this.flow = plan.flow
    this.results = this.told.asObservable()
    this.wired = wire(plan, seed, this.outbox)
    this.sources = new FlowSources(plan.flow, this.wired)
    const minds = this.wired.sources.some(({ running }) => running.perKey)
    this.turns = new TurnPasses(this.wired, this.outbox, this.told, minds)
    this.starting = this.wired.nodes.filter(starts)
    this.timed = this.wired.nodes.filter(
      ({ runner, running }) => running instanceof SourceNode || runner.isKeyed || !running.frontier.passes,
    )
    if (minds) watchTimers(this.wired)
    if (snapshot !== undefined) this.load(snapshot)
  }

  /** Handles arrivals in order. One whose instant lies before the wall counts as arriving now. */
  feed(arrivals: readonly Arrival[]): void {
    this.finish()
    this.handle(arrivals, undefined)
  }

  /**
   * The same, until `isOver` says so, which is asked between events: then what is left, be it in the midst of a turn,
   * waits for `goOn`, or for the next call of anything else, which takes it to its end first. Gives whether all is done.
   */
  feedUntil(arrivals: readonly Arrival[], isOver: () => boolean): boolean {
    this.finish()
    return this.handle(arrivals, new Pace(isOver))
  }

  /** Goes on with what was left, in the same way. */
  goOn(isOver: () => boolean): boolean {
    const pace = new Pace(isOver)
    this.next = undefined
    do this.turns.goOn(pace)
    while (this.turns.isPaused && !pace.isDue())
    if (this.turns.isPaused) return false
    const { rest } = this
    this.rest = []
    return this.handle(rest, pace)
  }

  /** How many arrivals are left to go on with. */
  get left(): number {
    return this.turns.left + this.rest.length
  }

  /** Gives up what is left to go on with, as a stop does that has no time for it. */
  abandon(): void {
    this.turns.abandon()
    this.rest = []
  }

  private finish(): void {
    if (this.left > 0) this.goOn(() => false)
  }

  private handle(arrivals: readonly Arrival[], pace: Pace | undefined): boolean {
    for (let from = 0; from < arrivals.length;) {
      if (pace !== undefined && from > 0 && pace.isDue()) {
        this.rest = arrivals.slice(from)
        return false
      }
      const first = arrivals[from] as Arrival // from is below their number
      if (first.kind === 'resume') {
        this.resume(first.at)
        from++
        continue
      }
      const at = this.instantOf(first)
      let to = from + 1
      while (to < arrivals.length && this.follows(arrivals[to] as Arrival, at)) to++
      if (this.now === Number.NEGATIVE_INFINITY) this.assumed = this.saidBy(first) === undefined
      this.advance(at)
      this.arrive(from === 0 && to === arrivals.length ? arrivals : arrivals.slice(from, to), pace)
      from = to
      if (this.turns.isPaused) {
        this.rest = arrivals.slice(from)
        return false
      }
    }
    return true
  }

  /** The wall reaches this instant: everything due until then happens, each at its own instant. */
  advance(at: number): void {
    if (this.ended) throw new Error(`flow ${this.flow} has ended; nothing can be fed to it any more`)
    this.finish()
    this.start(at)
    if (at <= this.settledAt) return
    if (this.assumed && at > 0) {
      this.assumed = false
      this.resume(at)
    }
    for (let next = this.nextInstant(); next <= at; next = this.nextInstant()) {
      this.now = Math.max(this.now, next)
      this.run({ kind: 'instant', ordinal: this.ordinal + 1, now: this.now })
      this.ordinal += ordinalsOfArrival
    }
    this.now = this.settledAt = Math.max(this.now, at)
  }

  /**
   * The flow goes on after it was away: the wall stands at this instant at once, and what fell due meanwhile happens
   * now, each timer once. Operators say what they do about instants they have missed.
   */
  resume(at: number): void {
    if (this.ended) throw new Error(`flow ${this.flow} has ended; nothing can be fed to it any more`)
    this.finish()
    // What is new since it was away starts now, not when it went.
    this.now = Math.max(this.now, at)
    this.start(at)
    if (this.nextInstant() > this.now) return
    this.run({ kind: 'instant', ordinal: this.ordinal + 1, now: this.now })
    this.ordinal += ordinalsOfArrival
  }

  /** When something arrives, as far as it tells; undefined where nothing does. */
  saidBy(arrival: Arrival): number | undefined {
    return this.sources.saidBy(arrival)
  }

  /** The next instant of the wall at which something is due; Infinity where nothing is. */
  nextInstant(): number {
    if (this.next === undefined) {
      this.next = Number.POSITIVE_INFINITY
      for (const { running } of this.timed) this.next = Math.min(this.next, running.nextInstant())
    }
    return this.next
  }

  /** End of input: all time passes, everything open is settled. Nothing can be fed afterwards. */
  end(): void {
    if (this.ended) return
    this.finish()
    this.start(0)
    this.run({ kind: 'end', stops: 'end', ordinal: this.ordinal + 1, now: this.now })
    this.ended = true
  }

  /** The flow stops before its input has ended: its nodes have a last word. What is open stays so in the snapshot. */
  stop(reason: 'stop' | 'redeploy'): void {
    if (this.ended) return
    this.finish()
    this.start(0)
    this.run({ kind: 'stop', stops: reason, ordinal: this.ordinal + 1, now: this.now })
    this.ordinal += ordinalsOfArrival
    this.ended = true
  }

  /** The batches that leave a node's port, one a turn, while somebody is subscribed. */
  tap(node: string, port: string): Observable<Batch> {
    return outletOf(this.wired.byId, node, port).stream
  }

  /** How many events nodes keep that go on later: until then the flow has not had its say. */
  get held(): number {
    return this.wired.nodes.reduce(
      (sum, { running }) => sum + (running instanceof OperatorNode ? running.held : 0),
      0,
    )
  }

  /** Every node's counts, at any time between two calls. */
  ledger(): Readonly<Record<string, NodeLedger>> {
    return Object.fromEntries(this.wired.nodes.map((node) => [node.id, ledgerOf(node)]))
  }

  /** All the flow remembers, as plain data: a new run that is given it goes on as this one would. */
  snapshot(): Snapshot {
    this.finish()
    return {
      millraceState: snapshotFormat,
      flow: this.flow,
      now: saveTime(this.now),
      settled: saveTime(this.settledAt),
      assumed: this.assumed,
      ordinal: this.ordinal,
      nodes: Object.fromEntries(this.wired.nodes.map((node) => [node.id, saveNode(node)])),
    }
  }

  private load(snapshot: Snapshot): void {
    if (snapshot.millraceState !== snapshotFormat)
      throw new Error(
        `the state is of format ${snapshot.millraceState}, this version reads ${snapshotFormat}; run it with the version that saved it`,
      )
    if (snapshot.flow !== this.flow)
      throw new Error(`the state is that of flow ${snapshot.flow}, not of ${this.flow}`)
    this.now = loadTime(snapshot.now)
    this.settledAt = loadTime(snapshot.settled)
    this.assumed = snapshot.assumed
    this.ordinal = snapshot.ordinal
    for (const node of this.wired.nodes) {
      const saved = snapshot.nodes[node.id]
      if (saved !== undefined) loadNode(node, saved)
    }
    for (const { running } of this.wired.sources) running.clocks.reschedule()
    if (snapshot.now !== null)
      this.starting = this.starting.filter(({ id }) => snapshot.nodes[id] === undefined)
  }

  /** At its first instant a node that has no past starts; after a redeploy that may be one among many. */
  private start(at: number): void {
    if (this.starting.length === 0) return
    if (this.now === Number.NEGATIVE_INFINITY) this.now = at
    const ordinal = this.ordinal + 1
    this.ordinal += ordinalsOfArrival
    this.next = undefined
    const starting = this.starting
    this.starting = []
    for (const node of starting) {
      listen(node)
      node.running.start(this.now, ordinal)
    }
    // Mostly nothing has come of it yet; what has is not to wait for a turn that may be long in coming.
    if (starting.some(({ outlets }) => outlets.some(({ port }) => port.length > 0)) || !this.outbox.isEmpty)
      this.run({ kind: 'instant', ordinal, now: this.now })
  }

  /** The wall instant at which something arrives: as it says, or else when it happened, and never back. */
  private instantOf(arrival: Arrival): number {
    const said = this.saidBy(arrival)
    if (said !== undefined) return Math.max(this.now, said)
    return this.now === Number.NEGATIVE_INFINITY ? 0 : this.now
  }

  /** Whether an arrival belongs to the turn of this instant. */
  private follows(arrival: Arrival, at: number): boolean {
    return arrival.kind !== 'resume' && (arrival.at ?? this.instantOf(arrival)) <= at
  }

  private arrive(arrivals: readonly Arrival[], pace: Pace | undefined): void {
    const turn: Turn = { kind: 'arrivals', ordinal: this.ordinal, now: this.now }
    const only = onlySource(arrivals)
    if (only !== undefined) {
      // The usual case; no copies need to be made.
      this.ordinal += arrivals.length * ordinalsOfArrival
      const source = this.sources.of(only)
      this.run(turn, { only: { source, arrivals: arrivals as readonly NodeArrival[] } }, pace)
      return
    }
    const shares = sharesOf(arrivals, this.ordinal)
    for (const id of shares.ofSources.keys()) this.sources.of(id)
    for (const id of shares.answers.keys()) this.sources.demandAsking(id)
    if (shares.end === this.ordinal) return
    this.ordinal = shares.end
    this.run(turn, { shares }, pace)
  }

  private run(turn: Turn, given?: Given, pace?: Pace): void {
    this.next = undefined
    this.turns.run(turn, given, pace, this.ordinal)
  }
}

/** Sources start, and nodes that begin with something; what nothing is wired to takes no turns. */
function starts({ runner, running, wires }: WiredNode): boolean {
  return running instanceof SourceNode || (runner.hooks.onStart !== undefined && wires.length > 0)
}
