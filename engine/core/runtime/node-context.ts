import { type Event, type Key, keyId, makeEvent } from '../model/event.ts'
import { Failure } from '../model/failure.ts'
import type { Json } from '../model/json.ts'
import type { Context, Delivery, EmitOptions, TimerClock } from '../operator/context.ts'
import type { Cell } from './cell.ts'
import type { OutPort } from './out-port.ts'
import type { Outbox } from './outbox.ts'
import { randomFrom } from './random.ts'
import type { Timers } from './timers.ts'
import type { UndoLog } from './undo-log.ts'

/**
 * The context of one node's hooks. The node sets what is at hand before each hook; the hook's effects go through here,
 * so that `begin`, `keep` and `undo` can make a hook happen as a whole or not at all.
 */
export class NodeContext implements Context {
  key: Key = null
  watermark = Number.NEGATIVE_INFINITY
  now = Number.NEGATIVE_INFINITY
  ordinal = 0
  /** The watermark that the node has passed on; a new event has to lie above it. */
  passed = Number.NEGATIVE_INFINITY
  /** The event at hand, or undefined in a timer's hook. */
  event: Event | undefined
  input = 'in'
  /** The time a new event has unless it says otherwise. */
  time = 0
  cell: Cell | undefined
  /** All keys of which something is remembered. */
  cells: () => Iterable<Cell> = () => []
  /** What the hook said of the event at hand. */
  outcome: 'handled' | 'late' | 'dropped' | 'waiting' = 'handled'
  rule = ''
  /** How many events that waited the hook was done with. */
  settled = 0
  /** What the hook at hand could not make, though it went on. */
  readonly failures: { readonly error: unknown; readonly event: Event }[] = []
  /** Events that the hook at hand has kept to go on later, and those that it has let go on. */
  readonly held: { readonly event: Event; readonly isHeld: boolean }[] = []
  /** At the end of input wall timers can't be set again once they have fired. */
  ended = false

  private readonly node: string
  private readonly seed: number
  private readonly ports: ReadonlyMap<string, OutPort>
  private readonly timers: Timers
  private readonly undoLog: UndoLog
  private readonly outbox: Outbox
  /** The ports the hook at hand has pushed to, push by push; undefined stands for something sent. */
  private readonly used: (OutPort | undefined)[] = []
  private pushed = 0
  private recent: OutPort | undefined
  private draw: (() => number) | undefined

  constructor(
    node: string,
    seed: number,
    ports: ReadonlyMap<string, OutPort>,
    timers: Timers,
    undoLog: UndoLog,
    outbox: Outbox,
  ) {
    this.node = node
    this.seed = seed
    this.ports = ports
    this.timers = timers
    this.undoLog = undoLog
    this.outbox = outbox
  }

  readonly random = (): number => {
    this.draw ??= randomFrom([this.seed, this.node, String(keyId(this.key)), this.ordinal])
    return this.draw()
  }

  readonly emit = (port: string, payload: Json, options?: EmitOptions): void => {
    const out = this.port(port)
    const wanted = options?.time ?? this.time
    const gives = options?.time === undefined || options.orLater === true
    const time = gives && wanted <= this.passed ? this.passed + 1 : wanted
    if (time <= this.passed && !out.late) {
      throw new Failure(
        'behind-watermark',
        `an event for ${this.node}.${port} has the time ${time}, at or behind the watermark ${this.passed}`,
      )
    }
    const key = options?.key === undefined ? this.key : options.key
    const from = options?.from
    this.push(out, makeEvent(payload, time, key, from?.topic, from?.params, from?.properties))
  }

  readonly forward = (port: string, payload?: Json): void => {
    const event = this.event
    if (event === undefined) throw new Error('forward needs an event at hand; a timer has none')
    this.push(
      this.port(port),
      payload === undefined
        ? event
        : makeEvent(payload, event.time, event.key, event.topic, event.params, event.properties),
    )
  }

  readonly late = (): void => {
    this.forward('late')
    this.outcome = 'late'
  }

  readonly drop = (rule: string): void => {
    this.outcome = 'dropped'
    this.rule = rule
  }

  readonly wait = (): void => {
    this.outcome = 'waiting'
  }

  readonly hold = (): void => {
    const { event } = this
    if (event === undefined) throw new Error('hold needs an event at hand; a timer has none')
    this.outcome = 'waiting'
    this.held.push({ event, isHeld: true })
  }

  readonly release = (event: Event, port?: string, payload: Json = event.payload): void => {
    const { time, key, topic, params, properties } = event
    // What throws, as where a port is full, has not let it go.
    if (port !== undefined)
      this.push(this.port(port), makeEvent(payload, time, key, topic, params, properties))
    this.settled++
    this.held.push({ event, isHeld: false })
  }

  readonly wakeAll = (name: string): void => {
    for (const cell of this.cells()) this.timers.set(cell, name, this.now + 1, 'wall', null)
  }

  readonly settle = (): void => {
    this.settled++
  }

  readonly fail = (error: unknown, lost: Json, of?: Event): void => {
    const { time = this.time, key = this.key, topic, params, properties } = of ?? {}
    this.failures.push({ error, event: makeEvent(lost, time, key, topic, params, properties) })
  }

  readonly wake = (name: string, time: number, clock: TimerClock, payload: Json = null): void => {
    if (this.cell === undefined) throw new Error('wake needs a key at hand; this operator declares no state')
    if (clock === 'wall' && this.ended) return
    this.timers.set(
      this.cell,
      name,
      clock === 'wall' && time <= this.now ? this.now + 1 : time,
      clock,
      payload,
    )
  }

  readonly cancel = (name: string): void => {
    if (this.cell !== undefined) this.timers.cancel(this.cell, name)
  }

  readonly send = (delivery: Delivery): void => {
    const time = this.event?.time ?? this.time
    this.used[this.pushed++] = undefined
    this.outbox.send({
      node: this.node,
      port: this.input,
      ordinal: this.ordinal,
      key: this.key,
      time,
      delivery,
    })
  }

  readonly ask = (question: string, delivery: Delivery): void => this.send({ ...delivery, question })

  /** Only an expression is about to be evaluated: what it may ask for depends on this. */
  aim(key: Key, ordinal: number): void {
    this.key = key
    this.ordinal = ordinal
    this.draw = undefined
  }

  /** A hook is about to run, for an event that came by an input, or for none. */
  begin(event: Event | undefined, ordinal: number, input: string): void {
    this.event = event
    this.ordinal = ordinal
    this.input = input
    if (event !== undefined) this.time = event.time
    this.outcome = 'handled'
    this.pushed = 0
    this.settled = 0
    this.draw = undefined
  }

  /** The hook has returned: what it did stands. */
  keep(): void {
    this.undoLog.keep()
  }

  /** The hook has thrown: nothing of it has happened. */
  undo(): void {
    this.undoLog.undo()
    while (this.pushed > 0) {
      const port = this.used[--this.pushed]
      if (port === undefined) this.outbox.unsend()
      else port.pop()
    }
    this.outcome = 'handled'
    this.settled = 0
    this.failures.length = 0
    this.held.length = 0
  }

  private port(name: string): OutPort {
    // Most events leave by the port that the one before left by.
    if (this.recent?.name === name) return this.recent
    const port = this.ports.get(name)
    if (port === undefined)
      throw new Error(`there is no port ${name}; there are ${[...this.ports.keys()].join(', ')}`)
    this.recent = port
    return port
  }

  private push(port: OutPort, event: Event): void {
    port.push(event, this.ordinal)
    this.used[this.pushed++] = port
  }
}
