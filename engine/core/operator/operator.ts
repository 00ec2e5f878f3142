import type { Event, Key } from '../model/event.ts'
import type { Json, JsonObject } from '../model/json.ts'
import type { EventArrival } from './arrival.ts'
import type { Context, Timer } from './context.ts'
import type { Example } from './example.ts'
import type { AcrossNote, EventFunction, SettingsShape, Values } from './setting.ts'
import type { Handles, StateShape } from './state.ts'

export type Category = 'source' | 'transform' | 'time' | 'detect' | 'control' | 'sink'

/**
 * How an input is read. `key`: each event belongs to its key's state (`per` names the setting that gives another key
 * than the event's own). `all`: all events share one state. `table`: events change a table that the hooks of keyed
 * inputs can read.
 */
export interface Input {
  readonly summary: string
  readonly reads: 'key' | 'all' | 'table'
  readonly per?: string
  /** The node is whole without it. */
  readonly optional?: true
}

/**
 * A port events leave by. `late`: they may be at or behind the watermark. `hidden`: the editor shows it on request.
 * `carries`: what they have of the event they come from. `all`: everything, but perhaps another payload. `key`: they are
 * new, with a time and the key the input was read by (`per`); topic, params and properties are left behind. `passes`: the
 * input of which each event that leaves by it came, the same in everything and at once. `payload`: what is in the payload,
 * where that is known: the `same` as what came in, or fields of these names, by the settings as the document has them.
 */
export interface Output {
  readonly summary: string
  readonly carries: 'all' | 'key'
  readonly late: boolean
  readonly hidden: boolean
  readonly passes?: string
  readonly payload?: 'same' | ((settings: JsonObject) => PayloadFields)
}

/** Undefined where nobody can know; `beside`: fields that there are beside those that came in. */
export type PayloadFields = 'same' | readonly string[] | { readonly beside: readonly string[] } | undefined

type Described<Part> = string | ({ readonly summary: string } & Partial<Part>)

export type Hook<Port extends string, Shape extends StateShape, Table extends StateShape> = (
  event: Event,
  context: Context<Port>,
  state: Handles<Shape>,
  table: Handles<Table>,
) => void

/** What a source makes of what it received, before key and time are found: throws a `Failure` where it can't. */
export interface Accepted {
  readonly payload: Json
  readonly topic?: string | undefined
  readonly params?: Readonly<Record<string, string>> | undefined
  readonly properties?: JsonObject | undefined
}

/** What came in answer to a question, or why nothing did. */
export interface Answer {
  readonly question: string
  readonly payload: Json
  readonly problem: { readonly code: string; readonly message: string } | undefined
}

/** Why a flow stops: its input has ended, someone stopped it, or a changed version takes its place. */
export type StopReason = 'end' | 'stop' | 'redeploy'

/** The living part of an operator: one for each node of a running flow. It keeps nothing outside its state. */
export interface Hooks<
  In extends string = string,
  Port extends string = string,
  Shape extends StateShape = StateShape,
  Table extends StateShape = StateShape,
> {
  readonly on?: { readonly [name in In]: Hook<Port, Shape, Table> }
  /** The answer to a question (`ask`) of the key at hand; the table may be written. */
  onAnswer?(answer: Answer, context: Context<Port>, state: Handles<Shape>, table: Handles<Table>): void
  onTimer?(timer: Timer, context: Context<Port>, state: Handles<Shape>, table: Handles<Table>): void
  /** The keys that `onStart` is called for, one by one. Without it there is one call, for no key. */
  readonly startsWith?: readonly Key[]
  /**
   * Once, at the first instant of a node that has no state yet, before anything reaches it; the state at hand is that of
   * the key it is called for, and the table may be written. No time of events is known then, only `now`.
   */
  onStart?(context: Context<Port>, state: Handles<Shape>, table: Handles<Table>): void
  /**
   * Once, before the flow stops; the state at hand is that of no key. What it sends still goes out. Nothing tells that
   * it will be called: a process that is killed stops without a word.
   */
  onStop?(reason: StopReason, context: Context<Port>, state: Handles<Shape>): void
  /**
   * The batch form, for operators in which the loop itself matters. It may stand beside `on` where each event does
   * nothing but leave by one port, as it is (`choose` names the port) or with another payload by the first port
   * (`compute` gives it; of nothing nothing comes, which counts as dropped by the rule `nothing`). It has to do what
   * `on` does; the conformance suite runs both.
   */
  readonly choose?: (event: Event) => Port
  readonly compute?: (event: Event) => Json | undefined
  /** For sources: from what arrived to payload, topic and params. */
  accept?(arrival: EventArrival): Accepted
}

export interface OperatorDefinition<
  In extends string,
  Port extends string,
  Settings extends SettingsShape,
  Shape extends StateShape,
  Table extends StateShape,
> {
  /** Stands in flow documents; kebab-case. */
  readonly type: string
  readonly category: Category
  readonly summary: string
  /** Paragraphs for the reference page, where the summary does not say it all. */
  readonly description?: readonly string[]
  readonly version?: number
  readonly migrations?: readonly Migration[]
  readonly inputs: { readonly [name in In]: Described<Input> }
  readonly outputs: { readonly [name in Port]: Described<Output> }
  readonly settings: Settings
  readonly state?: Shape
  readonly table?: Table
  /**
   * How long a key's state is kept after its last event and how many keys there may be. With an infinite time keys are
   * bounded by their number alone. `forever` is for what must never be forgotten, however much it is.
   */
  readonly keeps?: Partial<Retention> | 'forever'
  /** The longest stretch of event time, in ms, that a result of the node may still have to wait for. */
  span?(settings: Values<Settings>): number
  /** It keeps events that go on later with their own times (`hold`, `release`). */
  readonly holds?: boolean
  /** It asks (`ask`), and is answered (`onAnswer`). */
  readonly asks?: boolean
  /** For how long a key must be remembered, ms, where that is more than the longest of the node's durations. */
  remembers?(settings: Values<Settings>): number
  /** The ports by which nothing leaves with these settings. */
  silent?(settings: Values<Settings>): readonly NoInfer<Port>[]
  /** What is wrong, or with a severity worth knowing, where settings are seen together. */
  check?(settings: Values<Settings>): readonly AcrossNote[]
  /** The node with its present settings in one plain line, without a full stop. A setting that is not there is undefined. */
  says(shown: { readonly [name in keyof Settings]?: string }): string
  readonly examples: readonly Example<NoInfer<In> | 'arrivals', NoInfer<Port>>[]
  create(settings: Values<Settings>): Hooks<NoInfer<In>, NoInfer<Port>, NoInfer<Shape>, NoInfer<Table>>
}

export interface Retention {
  /** ms of wall time after the last event of a key; its timers hold it longer. */
  readonly time: number
  readonly keys: number
}

/** From the settings of one version to those of the next. */
export interface Migration {
  readonly to: number
  readonly name: string
  migrate(settings: JsonObject): JsonObject
}

/** An operator as everyone but its author sees it: every field there, types of ports, settings and state erased. */
export interface Operator {
  readonly type: string
  readonly category: Category
  readonly summary: string
  readonly description: readonly string[]
  readonly version: number
  readonly migrations: readonly Migration[]
  readonly inputs: Readonly<Record<string, Input>>
  readonly outputs: Readonly<Record<string, Output>>
  readonly settings: SettingsShape
  readonly state: StateShape
  readonly table: StateShape
  readonly keeps: Retention | 'forever'
  readonly holds: boolean
  readonly asks: boolean
  span(settings: Readonly<Record<string, unknown>>): number
  silent(settings: Readonly<Record<string, unknown>>): readonly string[]
  /** The least time, in ms, for which a key is remembered whatever `forget` says: the longest of the node's durations. */
  remembers(settings: Readonly<Record<string, unknown>>): number
  check(settings: Readonly<Record<string, unknown>>): readonly AcrossNote[]
  says(shown: Readonly<Record<string, string | undefined>>): string
  readonly examples: readonly Example[]
  create(settings: Readonly<Record<string, unknown>>): Hooks
}

/** The value of a setting that an input's `per` names. */
export type KeyFunction = EventFunction<Key>
