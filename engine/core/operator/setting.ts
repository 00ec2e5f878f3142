import type { Event } from '../model/event.ts'
import type { Json, JsonObject } from '../model/json.ts'
import type { Bounds } from '../expression/bounds.ts'
import type { Surroundings } from '../expression/compile.ts'
import type { Reading } from '../expression/advice/readings.ts'

/** A JSON Schema, as data. */
export type JsonSchema = { readonly [keyword: string]: Json }

/** How a form shows a setting: which control, and what that control wants to know. */
export interface FormHint {
  readonly control: string
  readonly options?: { readonly [name: string]: Json }
}

/** What a change of a setting does to the node's state: nothing, a conversion by the operator, or a fresh start. */
export type OnChange = 'keep' | 'convert' | 'reset'

/** What is known where a setting is read: the flow's parameters, by name. */
export interface SettingPlace {
  readonly parameters: Readonly<Record<string, Json>>
  /** What expressions may use, where that is not the usual. */
  readonly bounds?: Partial<Bounds>
  /** The node's settings as the document has them, for one that is read by what another says. */
  readonly beside?: JsonObject
}

/** What a setting's expressions may ask for in a running node, and where they report that one gave nothing. */
export interface NodeSurroundings extends Surroundings {
  /** The name of the setting. */
  readonly setting: string
  readonly parameters: Readonly<Record<string, Json>>
  /** The setting gave nothing where that leaves no other trace, as where true or false was asked for. */
  missing(): void
  /** A part of the setting, such as an aggregate, was asked for its value once more and has never had one. */
  unfound(part: string): void
  /** A part that was unfound has its first value. */
  found(part: string): void
}

/** For expressions outside of a running node: what they report is let go. */
export const uncounted: Pick<NodeSurroundings, 'setting' | 'missing' | 'unfound' | 'found'> = {
  setting: 'expression',
  missing: () => {},
  unfound: () => {},
  found: () => {},
}

/** What is wrong with a setting's text; `at` leads to the place inside it. */
export interface SettingProblem {
  readonly code: string
  readonly message: string
  readonly expected?: string
  readonly remedy?: string
  readonly at?: readonly (string | number)[]
}

/** Something that a setting reads of an event; `at` leads to the place inside the setting. */
export interface EventReading extends Pick<Reading, 'path' | 'hyphened'> {
  readonly as: Reading['as'] | 'placeholder'
  readonly at?: readonly (string | number)[]
}

/** Something worth knowing of a setting though nothing is wrong; a warning where it is likely to be a mistake. */
export interface SettingNote extends SettingProblem {
  readonly severity?: 'warning' | 'note'
}

/** The same of several settings seen together, at one of them; without a severity the node cannot run. */
export interface AcrossNote extends SettingNote {
  readonly setting: string
}

/** Something of which it is counted that it gave nothing. */
export interface Counted {
  /** The part of the setting that counts until it first has a value; without it, the setting counts each time. */
  readonly part?: string
  /** As it was written. */
  readonly text: string
  /** What it is asked for: each event that comes, or each result that the node makes of several. */
  readonly of: 'event' | 'result'
}

/** A setting that was read: how to show it in a sentence, and its value once a node runs. */
export interface ReadSetting<Value> {
  readonly shown: string
  /** What is worth knowing though nothing is wrong. */
  readonly notes?: readonly SettingNote[]
  /** What it reads of an event, for whoever checks that this can be there. */
  reads?(): readonly EventReading[]
  /** What is counted where it gives nothing, for whoever looks at the counts. */
  readonly counted?: readonly Counted[]
  /** For what a source subscribes to: the names under `params` of its events. */
  readonly params?: readonly string[]
  /** For what a source subscribes to: whether this topic is among it. */
  takes?(topic: string): boolean
  bind(surroundings: NodeSurroundings): Value
}

export type SettingResult<Value> =
  | { readonly ok: true; readonly read: ReadSetting<Value> }
  | { readonly ok: false; readonly problems: readonly SettingProblem[] }

/** One setting of an operator: everything that validation, forms, schema and pages want to know of it. */
export interface Setting<Value> {
  readonly kind: string
  readonly summary: string
  readonly required: boolean
  readonly default?: Json
  readonly example?: Json
  readonly onChange: OnChange
  /** The setting is meant only while another one has one of these values. */
  readonly when?: SettingCondition
  /** Shown only on request: what few people change. */
  readonly advanced: boolean
  readonly schema: JsonSchema
  readonly form: FormHint
  read(raw: Json, place: SettingPlace): SettingResult<Value>
}

export interface SettingCondition {
  readonly setting: string
  readonly in: readonly Json[]
}

export type SettingsShape = Readonly<Record<string, Setting<unknown>>>

/** The values an operator is created with, by the names declared. */
export type Values<Shape extends SettingsShape> = {
  readonly [Name in keyof Shape]: Shape[Name] extends Setting<infer Value> ? Value : never
}

/** What the author of an operator says of a setting, whatever its kind. */
export interface SettingWords {
  readonly summary: string
  readonly example?: Json
  readonly onChange?: OnChange
  readonly when?: SettingCondition
  readonly advanced?: boolean
}

/** A setting with a default always has a value; one that is optional may have none. */
export type Presence = { readonly default?: Json; readonly optional?: boolean }
export type Present<Value, P> = P extends { readonly optional: true } ? Value | undefined : Value

/** An expression over the event at hand. */
export type EventFunction<Value> = (event: Event) => Value

export const good = <Value>(
  shown: string,
  bind: (surroundings: NodeSurroundings) => Value,
): SettingResult<Value> => ({
  ok: true,
  read: { shown, bind },
})

export const bad = (problem: SettingProblem): SettingResult<never> => ({ ok: false, problems: [problem] })
