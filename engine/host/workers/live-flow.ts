import type { DeadLetter } from '../../core/model/dead-letter.ts'
import type { EventArrival, FailedArrival } from '../../core/operator/arrival.ts'
import type { Plan } from '../../core/operator/plan.ts'
import { FlowRun } from '../../core/runtime/flow-run.ts'
import type { NodeLedger } from '../../core/runtime/ledger.ts'
import type { Outgoing } from '../../core/runtime/outbox.ts'
import type { Connector, FlowSide, News, OpenConnector } from '../connectors/connector.ts'
import { Alarm } from './alarm.ts'
import { Backlog } from './backlog.ts'
import { type Clock, SystemClock } from './clock.ts'
import { KeptLetters } from './kept-letters.ts'
import { servedNodes } from './served-nodes.ts'
import { SliceSize } from './slice-size.ts'
import { unsendable } from './unsendable.ts'

export interface LiveOptions {
  readonly connectors: readonly Connector[]
  readonly clock?: Clock
  tell(news: News): void
  /** Each dead letter, as it comes. */
  onDeadLetter?(letter: DeadLetter): void
  /** What each sink sends, as it goes out. */
  onSent?(outgoing: Outgoing): void
}

/** Arrivals of one turn at most. */
const turnSize = 1_000

/** After so long, ms, a turn takes no more, so that the process hears its sockets and signals. */
const turnTime = 50

/** How long what waits to be sent may take at the end of all input, ms. */
const endPatience = 60_000

/** Of the time there is to stop in, this part may go to what has arrived; the rest is for what waits to be sent. */
const drainShare = 0.6

/**
 * So far behind what is due, ms, and the machine is taken to have slept, or its clock to have been set: what fell due
 * meanwhile then happens once, instead of a tick for each missed instant.
 */
const longAway = 10_000

/** From so far on, ms, a person is told that the clock was set back. */
const muchBehind = 1_000

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
  /** The last dead letters, within bounds, and how many there were in all. */
  readonly letters = new KeptLetters()
  readonly counts = new Map<string, number>()
  /** How many messages the end has lost: taken in and not handled, or handed out and not sent. */
  lost = 0

  private readonly run: FlowRun
  private readonly clock: Clock
  private readonly options: LiveOptions
  private readonly backlog = new Backlog()
  private readonly alarm: Alarm
  /** Undefined until all of them have begun, which may already bring something. */
  private readonly open: readonly OpenConnector[] | undefined
  private readonly connectorOf = new Map<string, OpenConnector>()
  private readonly unfinished: Set<string>
  private outgoing: Outgoing[] = []
  private scheduled = false
  private inTurn = false
  /** Arrivals that were taken and are being handled. */
  private inHand = 0
  private stopped = false
  private readonly slice = new SliceSize()
  private closing: Promise<void> | undefined
  private stopping: Promise<void> | undefined
  /** When all is to be over, by the steady clock, once the flow was asked to stop. */
  private deadline = Number.POSITIVE_INFINITY
  /** All input has ended, and what waits to be sent is given a minute. */
  private unhurried = false
  private toldOfLoss = false
  private toldOfClock = false
  private waiting: (() => void)[] = []
  private settle: { readonly resolve: () => void; readonly reject: (error: unknown) => void }

  /** Starts the flow. Throws a `Failure` where a connector can't serve it. */
  constructor(plan: Plan, options: LiveOptions) {
    this.plan = plan
    this.options = options
    this.clock = options.clock ?? new SystemClock()
    this.alarm = new Alarm(this.clock, () => this.turn())
    this.run = new FlowRun(plan)
    this.run.results.subscribe(({ outgoing, deadLetters }) => {
      for (const one of outgoing) this.outgoing.push(one)
      for (const letter of deadLetters) this.bury(letter)
    })
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.finished = promise
    this.settle = { resolve, reject }
    promise.catch(() => {}) // whoever does not look at it has not to fear it
    const served = servedNodes(plan, options.connectors)
    this.unfinished = new Set(
      plan.nodes.filter(({ operator }) => operator.category === 'source').map(({ id }) => id),
    )
    this.run.advance(this.clock.now())
    const side = this.side()
    const open = served.map(({ connector, nodes }) => {
      const opened = connector.open(nodes, side)
      for (const { id } of nodes) this.connectorOf.set(id, opened)
      return opened
    })
    this.open = open
    this.ready = Promise.all(open.map(({ ready }) => ready)).then(() => {})
    this.turn()
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
    const start = performance.now()
    this.deadline = start + patience
    if (this.stopped) {
      // Connectors may be asked again, with less patience.
      await (this.unhurried ? Promise.race([this.closing, this.closeAll(patience)]) : this.closing)
      return
    }
    for (const open of this.open ?? []) open.stopReading()
    await this.drain(start + patience * drainShare)
    if (!this.stopped) {
      this.tellUnhandled()
      this.lastTurn()
      this.end()
      this.closing ??= this.closeAll(this.timeLeft())
    }
    await this.closing
  }

  /** Handles what has arrived, until this instant of the steady clock at the latest. */
  private async drain(until: number): Promise<void> {
    let heard = performance.now()
    while (this.backlog.length > 0 && !this.stopped && performance.now() < until) {
      const held = this.senderIsFull()
      if (!held) this.turn()
      if (!held && performance.now() - heard < turnTime) continue
      await new Promise(setImmediate)
      heard = performance.now()
    }
  }

  private tellUnhandled(): void {
    const unhandled = this.backlog.length
    if (unhandled === 0) return
    this.lost += unhandled
    const what =
      unhandled === 1
        ? '1 message that had been taken in was'
        : `${unhandled} messages that had been taken in were`
    this.options.tell({
      level: 'warning',
      message: `flow ${this.plan.flow}: ${what} not handled before the stop`,
    })
  }

  private timeLeft(): number {
    return Math.max(0, Math.min(endPatience, this.deadline - performance.now()))
  }

  private side(): FlowSide {
    return {
      flow: this.plan.flow,
      now: () => this.clock.now(),
      receive: (arrival, bytes) => this.receive(arrival, bytes),
      isFull: () => this.isFull(),
      whenRoom: (callback) => void this.waiting.push(callback),
      hasRoom: () => this.wakeReaders(),
      finished: (node) => this.sourceFinished(node),
      tell: (news) => this.options.tell(news),
      count: (what) => this.count(what),
    }
  }

  /**
   * What comes first is handled at once; what comes with it, in one turn when the socket is read. So a single event
   * does not wait, and many do not each cost a turn.
   */
  private receive(arrival: EventArrival | FailedArrival, bytes: number): void {
    if (this.stopped) return
    this.backlog.add(arrival, bytes)
    if (this.scheduled) return
    this.schedule()
    if (!this.inTurn && this.open !== undefined) this.turn()
  }

  private schedule(): void {
    if (this.scheduled || this.stopped) return
    this.scheduled = true
    setImmediate(this.scheduledTurn)
  }

  private readonly scheduledTurn = (): void => {
    this.scheduled = false
    if (this.backlog.length > 0 || this.unfinished.size === 0) this.turn()
    else if (!this.stopped) this.alarm.set(this.run.nextInstant())
  }

  private turn(): void {
    if (this.stopped) return
    this.inTurn = true
    try {
      this.catchUp()
      if (this.backlog.length > 0) this.handleSome()
      else this.run.advance(this.clock.now())
      if (this.hasAll()) this.run.end()
      this.deliver()
    } catch (error) {
      this.fail(error, this.inHand)
      return
    } finally {
      this.inTurn = false
    }
    if (this.hasAll()) {
      this.end()
      this.unhurried = this.stopping === undefined
      this.closing = this.closeAll(this.timeLeft()).then(() => {
        this.unhurried = false
        this.settle.resolve()
      })
      return
    }
    if (this.backlog.length > 0) this.schedule()
    if (this.waiting.length > 0) this.wakeReaders()
    // Otherwise it is set soon; first what was sent goes out.
    if (!this.scheduled) this.alarm.set(this.run.nextInstant())
  }

  /** Slice by slice, until the turn has had enough of them, or has taken long. */
  private handleSome(): void {
    const start = performance.now()
    let before = start
    for (let taken = 0; taken < turnSize && this.backlog.length > 0 && before - start < turnTime;) {
      const arrivals = this.backlog.take(Math.min(this.slice.current, turnSize - taken))
      this.inHand = arrivals.length
      this.run.feed(arrivals)
      this.deliver()
      this.inHand = 0
      taken += arrivals.length
      const now = performance.now()
      this.slice.took(arrivals.length, now - before)
      before = now
    }
  }

  /** What arrives next finds a flow that was away. */
  private catchUp(): void {
    const now = this.clock.now()
    this.watchClock()
    const away = now - this.run.nextInstant()
    if (away <= longAway) return
    this.run.resume(now)
    const message =
      `flow ${this.plan.flow} was away for ${Math.round(away / 1_000)} s (the machine slept, was busy, or its clock ` +
      'was set ahead); what fell due meanwhile happens once'
    this.options.tell({ level: 'warning', message })
  }

  private watchClock(): void {
    const { behind } = this.clock
    if (behind === 0) this.toldOfClock = false
    if (behind < muchBehind || this.toldOfClock) return
    this.toldOfClock = true
    const message =
      `the clock of this machine was set back by ${Math.round(behind / 1_000)} s; time here goes on at half its pace ` +
      'until the clock has caught up'
    this.options.tell({ level: 'warning', message })
  }

  private hasAll(): boolean {
    return this.unfinished.size === 0 && this.backlog.length === 0
  }

  /** A fault of the flow itself: nothing more is taken in, so that the broker keeps what is still to come. */
  private fail(error: unknown, inTurn: number): void {
    const lost = this.backlog.length + inTurn
    this.end()
    for (const open of this.open ?? []) open.stopReading()
    this.lost += lost
    if (lost > 0) {
      const what = lost === 1 ? '1 message' : `up to ${lost} messages`
      const message = `flow ${this.plan.flow} has failed; ${what} that had been taken in will not be handled`
      this.options.tell({ level: 'error', message })
    }
    this.closing = this.closeAll(lastPatience)
    this.settle.reject(error)
  }

  private end(): void {
    this.stopped = true
    this.alarm.stop()
  }

  /** The nodes have a last word, which still goes out. */
  private lastTurn(): void {
    try {
      this.run.stop('stop')
      this.deliver()
    } catch (error) {
      this.fail(error, 0)
    }
  }

  private deliver(): void {
    if (this.outgoing.length === 0) return
    const { outgoing } = this
    this.outgoing = []
    for (const one of outgoing) {
      if (this.send(one)) this.options.onSent?.(one)
    }
  }

  /** One message that can't be sent, such as one that is too large to be written as text, is not the flow's end. */
  private send(outgoing: Outgoing): boolean {
    try {
      this.connectorOf.get(outgoing.node)?.send(outgoing)
      return true
    } catch (error) {
      this.count('messages that could not be written in the form in which they are sent')
      this.bury(unsendable(this.plan.flow, outgoing, this.clock.now(), error))
      return false
    }
  }

  private count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1)
  }

  private bury(letter: DeadLetter): void {
    this.letters.add(letter)
    this.options.onDeadLetter?.(letter)
  }

  private isFull(): boolean {
    return this.stopped || this.backlog.isFull() || this.senderIsFull()
  }

  private senderIsFull(): boolean {
    return (this.open ?? []).some((open) => open.isFull())
  }

  private wakeReaders(): void {
    if (this.waiting.length === 0 || this.isFull()) return
    const { waiting } = this
    this.waiting = []
    for (const callback of waiting) callback()
  }

  private sourceFinished(node: string): void {
    this.unfinished.delete(node)
    this.schedule()
  }

  private async closeAll(patience: number): Promise<void> {
    const left = await Promise.all((this.open ?? []).map((open) => open.close(patience)))
    const lost = left.reduce((sum, count) => sum + count, 0)
    if (lost === 0 || this.toldOfLoss) return
    this.toldOfLoss = true
    this.lost += lost
    const what = lost === 1 ? '1 message' : `${lost} messages`
    this.options.tell({ level: 'warning', message: `${what} could not be sent` })
  }
}
