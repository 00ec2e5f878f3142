import { ExpressionError } from '../expression/expression-error.ts'
import { type Event, makeEvent } from '../model/event.ts'
import { Failure } from '../model/failure.ts'
import type { Json, JsonObject } from '../model/json.ts'
import type { Hook, Hooks, KeyFunction, StopReason } from '../operator/operator.ts'
import type { Plan, PlannedNode } from '../operator/plan.ts'
import type { StateShape } from '../operator/state.ts'
import { answerOf } from './answer-of.ts'
import type { Cell, SetTimer } from './cell.ts'
import { Counters } from './counters.ts'
import { HookSurroundings } from './hook-surroundings.ts'
import { KeyedState } from './keyed-state.ts'
import { NodeContext } from './node-context.ts'
import { OutPort } from './out-port.ts'
import type { Outbox } from './outbox.ts'
import { readOnly } from './read-only.ts'
import { type Loop, simpleLoop } from './simple-loop.ts'
import { Timers } from './timers.ts'
import { UndoLog } from './undo-log.ts'

/** An input of a running node: how it is read and what to call for each of its events. */
export interface InputPort {
  readonly name: string
  readonly hook: Hook<string, StateShape, StateShape>
  readonly reads: 'key' | 'all' | 'table' | 'answers'
  readonly per: KeyFunction | undefined
}

/**
 * Runs the hooks of one node: fetches the state of the key at hand, lets the hook do its work as a whole or not at all,
 * counts, and turns what fails into dead letters. It knows nothing of batches and watermarks.
 */
export class HookRunner {
  readonly id: string
  readonly ports = new Map<string, OutPort>()
  readonly context: NodeContext
  readonly counters = new Counters()
  readonly state: KeyedState
  readonly table: KeyedState
  readonly timers: Timers
  readonly hooks: Hooks
  /** Settings as they stand in the document, by name. */
  readonly written: JsonObject
  /** Settings as values, by name. */
  readonly values: Readonly<Record<string, unknown>>
  readonly inputs: ReadonlyMap<string, InputPort>
  /** Where answers come in, where the operator asks. */
  readonly answers: InputPort | undefined
  /** It keeps events that go on later with their own times. */
  readonly holds: boolean
  /** Is told of each such event, when it is kept and when it goes on. */
  held: ((event: Event, isHeld: boolean, ordinal: number) => void) | undefined

  private readonly flow: string
  private readonly outbox: Outbox
  private readonly main: OutPort | undefined
  private readonly errors: OutPort
  private errorsAreWired = false
  private readonly keyed: boolean
  /** Keys are kept for ever, so those of which nothing is held have to go at once. */
  private readonly forever: boolean
  /** What hooks are handed; the operator's declaration gave the handles their types. */
  private readonly handles: never
  private readonly readTable: never

  constructor(plan: Plan, node: PlannedNode, seed: number, outbox: Outbox, batchForms = true) {
    this.outbox = outbox
    const { operator } = node
    this.flow = plan.flow
    this.id = node.id
    this.holds = operator.holds
    this.written = node.raw
    for (const [name, { late }] of Object.entries(operator.outputs))
      this.ports.set(name, new OutPort(name, late))
    this.main = this.ports.values().next().value
    this.errors = new OutPort('error', true)
    this.ports.set('error', this.errors)

    const undo = new UndoLog()
    this.timers = new Timers(undo)
    const context = new NodeContext(node.id, seed, this.ports, this.timers, undo, outbox)
    this.context = context
    this.values = Object.fromEntries(
      Object.entries(node.settings).map(([name, setting]) => [
        name,
        setting.bind(new HookSurroundings(plan.parameters, context, this.counters, name)),
      ]),
    )
    const keeps = operator.keeps === 'forever' ? withoutBound : operator.keeps
    const keepFor = Math.max(Number(this.values['forget'] ?? keeps.time), operator.remembers(this.values))
    const maxKeys = Number(this.values['maxKeys'] ?? keeps.keys)
    this.forever = keepFor === Number.POSITIVE_INFINITY && Object.keys(operator.state).length > 0
    this.state = new KeyedState(operator.state, undo, keepFor, maxKeys)
    this.table = new KeyedState(operator.table, undo, Number.POSITIVE_INFINITY, 1)
    context.cells = () => this.state.all()
    this.hooks = operator.create(this.values)
    this.simple = batchForms ? simpleLoop(this, this.hooks) : undefined
    this.keyed = Object.keys(operator.state).length > 0 || this.hooks.onTimer !== undefined
    this.answers = operator.asks
      ? { name: 'answer', reads: 'answers', per: undefined, hook: () => {} }
      : undefined
    this.handles = this.state.handles as never
    this.readTable = readOnly(this.table.handles) as never
    this.inputs = new Map(
      Object.entries(operator.inputs).map(([name, { reads, per }]) => {
        const hook = this.hooks.on?.[name]
        if (hook === undefined)
          throw new Error(`operator ${operator.type} declares input ${name} but has no hook for it`)
        // The setting an input's `per` names is an expression of kind key; it may be left out.
        const key = per === undefined ? undefined : (this.values[per] as KeyFunction | undefined)
        return [name, { name, hook, reads, per: key }]
      }),
    )
  }

  /** Whether the node has state or timers, so that time matters to it. */
  get isKeyed(): boolean {
    return this.keyed
  }

  /** Handles a turn's events at once, where the operator has a batch form. */
  readonly simple: Loop | undefined

  /** Handles one event. */
  event({ name, reads, per, hook }: InputPort, event: Event, ordinal: number, found?: Cell): void {
    if (reads === 'answers') return this.answer(event, ordinal)
    const { context, counters } = this
    counters.received++
    context.begin(event, ordinal, name)
    context.cell = undefined
    try {
      if (reads === 'table') {
        context.key = null
        this.table.cursor.cell = this.table.cell(null, context.now)
        hook(event, context, undefined as never, this.table.handles as never)
      } else {
        const key = reads === 'all' ? null : per === undefined ? event.key : per(event)
        context.key = key
        if (this.keyed) {
          const cell = this.state.cell(key, context.now, found)
          this.state.cursor.cell = cell
          context.cell = cell
          if (this.aim !== undefined) this.aim()
        }
        hook(event, context, this.handles, this.readTable)
      }
      context.keep()
    } catch (error) {
      context.undo()
      if (context.cell !== undefined) this.state.putBack(context.cell)
      counters.failed++
      this.fail(error, name, event, ordinal)
      return
    }
    if (context.outcome === 'handled') counters.handled++
    else if (context.outcome === 'late') counters.late++
    else if (context.outcome === 'waiting') counters.waiting++
    else counters.drop(context.rule)
    if (context.settled > 0 || context.failures.length > 0 || context.held.length > 0)
      this.finish(name, ordinal)
    if (this.forever && context.cell !== undefined) this.state.freeIfEmpty(context.cell)
  }

  /** What a hook has said beside what became of its event. */
  private finish(port: string, ordinal: number): void {
    const { context, counters } = this
    counters.waiting -= context.settled
    counters.handled += context.settled
    for (const { error, event } of context.failures) {
      counters.note('results failed')
      this.fail(error, port, event, ordinal)
    }
    context.failures.length = 0
    for (const { event, isHeld } of context.held) this.held?.(event, isHeld, ordinal)
    context.held.length = 0
  }

  /** Where watermarks are kept per key, looks up the one of the key at hand. */
  aim: (() => void) | undefined

  /** So many hooks are to be called, most of which push something to the first port. */
  expect(count: number): void {
    this.main?.expect(count)
  }

  /** Hands on the answer to a question of a key. */
  private answer({ key, payload }: Event, ordinal: number): void {
    const { context, counters } = this
    const cell = this.state.find(key)
    if (cell === undefined) return counters.note('answers to nothing')
    context.begin(undefined, ordinal, 'answer')
    context.key = key
    context.time = context.now
    context.cell = this.state.cursor.cell = cell
    if (this.aim !== undefined) this.aim()
    this.table.cursor.cell = this.table.cell(null, context.now)
    try {
      this.hooks.onAnswer?.(answerOf(payload), context, this.handles, this.table.handles as never)
      context.keep()
      this.finish('answer', ordinal)
    } catch (error) {
      context.undo()
      counters.note('answers failed')
      this.fail(error, 'answer', makeEvent(payload, context.time, key), ordinal)
    }
    if (this.forever) this.state.freeIfEmpty(cell)
  }

  /** Fires one timer. It is set no longer, whether its hook succeeds or not. */
  timer(timer: SetTimer, ordinal: number): void {
    const { context } = this
    this.timers.remove(timer)
    context.begin(undefined, ordinal, 'timer')
    context.key = timer.cell.key
    context.time = timer.time
    context.cell = this.state.cursor.cell = timer.cell
    timer.cell.touched = Math.max(timer.cell.touched, context.now)
    const { time, payload } = timer
    try {
      this.hooks.onTimer?.(timer, context, this.handles, this.readTable)
      context.keep()
      if (context.settled > 0 || context.failures.length > 0) this.finish('timer', ordinal)
    } catch (error) {
      context.undo()
      this.counters.note('timers failed')
      this.fail(error, 'timer', makeEvent(payload, time, timer.cell.key), ordinal)
    }
    if (this.forever) this.state.freeIfEmpty(timer.cell)
  }

  /** The first call of an operator that starts things by itself: for each key that it starts with, or for none. */
  start(ordinal: number): void {
    const { context, hooks } = this
    if (hooks.onStart === undefined) return
    for (const key of hooks.startsWith ?? [null]) {
      context.begin(undefined, ordinal, 'start')
      context.key = key
      context.cell = undefined
      context.time = context.now
      try {
        context.cell = this.state.cursor.cell = this.state.cell(key, context.now)
        this.table.cursor.cell = this.table.cell(null, context.now)
        hooks.onStart(context, this.handles, this.table.handles as never)
        context.keep()
        this.finish('start', ordinal)
      } catch (error) {
        context.undo()
        if (context.cell !== undefined) this.state.putBack(context.cell)
        this.counters.note('starts failed')
        this.fail(error, 'start', makeEvent(null, context.time, key), ordinal)
      }
      if (this.forever && context.cell !== undefined) this.state.freeIfEmpty(context.cell)
    }
  }

  /** The last call, before the flow stops. */
  stop(reason: StopReason, ordinal: number): void {
    if (this.hooks.onStop === undefined) return
    const { context } = this
    context.begin(undefined, ordinal, 'stop')
    context.key = null
    context.time = context.now
    context.cell = this.state.cursor.cell = this.state.cell(null, context.now)
    try {
      this.hooks.onStop(reason, context, this.handles)
      context.keep()
      this.finish('stop', ordinal)
    } catch (error) {
      context.undo()
      this.counters.note('stops failed')
      this.fail(error, 'stop', makeEvent(reason, context.time), ordinal)
    }
  }

  /** Something is wired to the port `error`; else dead letters go into the flow's list. */
  wireErrors(): void {
    this.errorsAreWired = true
  }

  /** Makes a dead letter of an event: by the port `error` where that is wired, else into the flow's list. */
  fail(error: unknown, port: string, event: Event, ordinal: number): void {
    const letter = {
      flow: this.flow,
      node: this.id,
      port,
      event,
      problem: problemOf(error),
      at: this.context.now,
    }
    const isFull = this.errors.isFull(ordinal)
    if (isFull || !this.errorsAreWired) this.outbox.bury(letter, ordinal)
    if (isFull) return
    this.errors.push(makeEvent(letter as unknown as Json, event.time, event.key, event.topic), ordinal)
  }
}

const withoutBound = { time: Number.POSITIVE_INFINITY, keys: Number.POSITIVE_INFINITY }

function problemOf(error: unknown): { code: string; message: string } {
  if (error instanceof Failure || error instanceof ExpressionError) {
    return { code: error.code, message: error.message }
  }
  if (error instanceof RangeError)
    return { code: 'too-deep', message: `too deep or too large: ${error.message}` }
  return { code: 'internal', message: error instanceof Error ? error.message : String(error) }
}
