import type { AnswerArrival, EventArrival, FailedArrival } from '../../core/operator/arrival.ts'
import type { Plan } from '../../core/operator/plan.ts'
import { FlowRun } from '../../core/runtime/flow-run.ts'
import type { NodeLedger } from '../../core/runtime/ledger.ts'
import type { Connector, FlowSide, News } from '../connectors/connector.ts'
import { Backlog } from './backlog.ts'
import { type Clock, SystemClock } from './clock.ts'
import { ClockWatch } from './clock-watch.ts'
import { Closing } from './closing.ts'
import { Delivery, type Onlookers } from './delivery.ts'
import { drain } from './drain.ts'
import type { KeptLetters } from './kept-letters.ts'
import { Losses } from './losses.ts'
import { OpenConnectors } from './open-connectors.ts'
import { PassingTime } from './passing-time.ts'
import { SendingRoom } from './sending-room.ts'
import { servedNodes } from './served-nodes.ts'
import { SourceEnds } from './source-ends.ts'
import { TurnSchedule } from './turn-schedule.ts'
import { TurnWork } from './turn-work.ts'
import { WaitingReaders } from './waiting-readers.ts'

export interface LiveOptions extends Onlookers {
  readonly connectors: readonly Connector[]
  readonly clock?: Clock
  tell(news: News): void
}

/** Of the time there is to stop in, this part may go to what has arrived; the rest is for what waits to be sent. */
const drainShare = 0.6

/** How long a flow that failed may still send what it has handed out before, ms. */
const lastPatience = 2_000

/**
 * A flow that lives on this thread: connectors bring what arrives, one turn handles what has come since the last, and
 * what it sends goes to the connectors. Between turns it keeps an alarm for the next instant at which something is due.
 */
export class LiveFlow {
  readonly plan: Plan
  /** Resolves when all connectors are up for the first time. */
  readonly ready: Promise<void>
  /** Resolves when every source has given all it has; rejects where the flow itself failed. */
  readonly finished: Promise<void>

  private readonly run: FlowRun
  private readonly clock: Clock
  private readonly connectors = new OpenConnectors()
  private readonly backlog = new Backlog()
  private readonly readers = new WaitingReaders(() => this.isFull())
  private readonly delivery: Delivery
  private readonly room: SendingRoom
  private readonly time: PassingTime
  private readonly work: TurnWork
  private readonly schedule: TurnSchedule
  private readonly losses: Losses
  private readonly closing: Closing
  private readonly ends: SourceEnds
  private readonly tell: (news: News) => void
  private readonly settle: { readonly resolve: () => void; readonly reject: (error: unknown) => void }
  private inTurn = false
  /** Nothing is handled any more. */
  private stopped = false
  private stopping: Promise<void> | undefined

  /** Starts the flow. Throws a `Failure` where a connector can't serve it. */
  constructor(plan: Plan, { connectors, clock = new SystemClock(), tell, ...onlookers }: LiveOptions) {
    this.plan = plan
    this.clock = clock
    this.tell = tell
    this.run = new FlowRun(plan)
    this.delivery = new Delivery(this.run, this.connectors, clock, onlookers)
    const watch = new ClockWatch(plan.flow, clock, tell)
    this.room = new SendingRoom(plan.flow, this.connectors, () => this.unhandled, tell)
    this.time = new PassingTime(this.run, clock, watch, this.room, () => this.delivery.deliver())
    this.work = new TurnWork(this.run, this.backlog, this.delivery, this.time, this.room, clock)
    this.schedule = new TurnSchedule(clock, {
      turn: () => this.turn(),
      hasWork: () => this.unhandled > 0 || this.isThrough || this.ends.hasNews,
      nextInstant: () => this.room.nextLook(clock, this.run.nextInstant()),
    })
    this.losses = new Losses(plan.flow, tell)
    this.closing = new Closing(this.connectors, this.losses)
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.finished = promise
    this.settle = { resolve, reject }
    promise.catch(() => {}) // whoever does not look at it has not to fear it
    const served = servedNodes(plan, connectors)
    this.ends = new SourceEnds(plan)
    this.run.advance(clock.now())
    this.ready = this.connectors.begin(served, this.side())
    this.turn()
  }

  /** The last dead letters, within bounds, and how many there were in all. */
  get letters(): KeptLetters {
    return this.delivery.letters
  }

  /** What connectors count, by name. */
  get counts(): ReadonlyMap<string, number> {
    return this.delivery.counts
  }

  /** How many messages are lost: taken in and not handled, or handed out and not sent. */
  get lost(): number {
    return this.losses.count
  }

  /** How many messages are handed out and not sent, or not acknowledged, yet; how many arrived and are not handled. */
  get unfinished(): { readonly unsent: number; readonly unhandled: number } {
    return { unsent: this.connectors.waiting(), unhandled: this.unhandled }
  }

  /** Every node's counts. */
  ledger(): Readonly<Record<string, NodeLedger>> {
    return this.run.ledger()
  }

  /**
   * Takes in nothing more, handles what has arrived, sends what waits, and ends: within so many ms in all. What could
   * not be done in that time is told and counted as `lost`.
   */
  stop(patience = 4_000): Promise<void> {
    this.stopping ??= this.stopWithin(patience)
    return this.stopping
  }

  private async stopWithin(patience: number): Promise<void> {
    if (this.stopped) return this.closing.hurry(patience)
    const drained = performance.now() + patience * drainShare
    this.closing.within(patience)
    this.connectors.stopReading()
    await drain(
      {
        hasMore: () => this.unhandled > 0 && !this.stopped,
        isHeld: () => this.connectors.isFull(),
        turn: () => this.turn(),
      },
      drained,
    )
    if (!this.stopped) {
      this.losses.atStop(this.unhandled)
      this.work.abandon()
      if (this.time.isBehind) this.losses.ofTicks()
      this.lastTurn()
      this.end()
    }
    await this.closing.begin()
  }

  private side(): FlowSide {
    return {
      flow: this.plan.flow,
      now: () => this.clock.now(),
      receive: (arrival, bytes) => this.receive(arrival, bytes),
      isFull: () => this.isFull(),
      whenRoom: (callback) => this.readers.add(callback),
      hasRoom: () => {
        this.readers.wake()
        this.schedule.soon()
      },
      finished: (node) => this.sourceFinished(node),
      tell: this.tell,
      count: (what) => this.delivery.count(what),
      lose: (what) => {
        this.delivery.count(what)
        this.losses.onTheWay()
      },
    }
  }

  /**
   * What comes first is handled at once; what comes with it, in one turn when the socket is read. So a single event
   * does not wait, and many do not each cost a turn.
   */
  private receive(arrival: EventArrival | FailedArrival | AnswerArrival, bytes: number): void {
    if (this.stopped) return
    this.backlog.add(arrival, bytes)
    if (this.schedule.isSoon) return
    this.schedule.soon()
    if (!this.inTurn && this.connectors.begun) this.turn()
  }

  private turn(): void {
    if (this.stopped) return
    let isLast = false
    this.inTurn = true
    try {
      const isDone = this.work.do() && this.backlog.length === 0
      isLast = isDone && this.hasAll()
      if (isLast) this.run.end()
      else if (isDone && this.ends.hasNews) this.run.feed(this.ends.take())
      this.delivery.deliver()
    } catch (error) {
      const { inHand } = this.work
      this.work.abandon()
      this.fail(error, inHand)
      return
    } finally {
      this.inTurn = false
    }
    if (isLast) {
      this.end()
      void this.closing.begin().then(this.settle.resolve)
      return
    }
    if (this.unhandled > 0 && !this.room.isAwaited) this.schedule.soon()
    this.readers.wake()
    this.schedule.whenDue()
  }

  /** Arrivals that wait, or are not through yet. */
  private get unhandled(): number {
    return this.backlog.length + this.work.inHand
  }

  private hasAll(): boolean {
    return this.isThrough && this.backlog.length === 0 && !this.connectors.isFull()
  }

  /** Nothing more comes, and nothing is kept that goes on later, as what waits for an answer. */
  private get isThrough(): boolean {
    return this.ends.all && this.run.held === 0
  }

  /** A fault of the flow itself: nothing more is taken in, so that the broker keeps what is still to come. */
  private fail(error: unknown, inTurn: number): void {
    const lost = this.backlog.length + inTurn
    this.end()
    this.connectors.stopReading()
    this.losses.atFailure(lost)
    void this.closing.begin(lastPatience)
    this.settle.reject(error)
  }

  private end(): void {
    this.stopped = true
    this.schedule.stop()
  }

  /** The nodes have a last word, which still goes out. */
  private lastTurn(): void {
    try {
      this.run.stop('stop')
      this.delivery.deliver()
    } catch (error) {
      this.fail(error, 0)
    }
  }

  private isFull(): boolean {
    return this.stopped || this.backlog.isFull() || this.connectors.isFull()
  }

  private sourceFinished(node: string): void {
    this.ends.add(node)
    this.schedule.soon()
  }
}
