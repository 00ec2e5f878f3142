/**
 * Keyed state: what an operator remembers of one key. It is declared, holds plain data only, and what is handed to
 * `set`, `append` and the like is not changed afterwards: a new value replaces the old one. That is what lets a failed
 * hook be undone, and a save cost what changed instead of what is held.
 *
 * There is one exception, for values that change with every event: a hook may change the value of a record or a map in
 * place, and hand it to `set` again so that it is saved, once nothing can fail any more in that hook. Such a change
 * can't be undone.
 */
export type StateKind = 'record' | 'log' | 'map'

export interface StateSlot<Handle> {
  readonly kind: StateKind
  /** Only carries the type of the handle; never there at run time. */
  readonly handle?: Handle
}

export type StateShape = Readonly<Record<string, StateSlot<unknown>>>

/** The handles a hook is given, by the names declared. */
export type Handles<Shape extends StateShape> = {
  readonly [Name in keyof Shape]: Shape[Name] extends StateSlot<infer Handle> ? Handle : never
}

/** One small value. */
export interface RecordState<Value> {
  get(): Value | undefined
  set(value: Value): void
  delete(): void
}

/** Entries in order of time, those of one time in the order in which they were appended. */
export interface LogState<Value> {
  readonly length: number
  append(time: number, value: Value): void
  /** The entries with `from <= time <= to`, in order; all of them by default. */
  entries(from?: number, to?: number): readonly LogEntry<Value>[]
  first(): LogEntry<Value> | undefined
  last(): LogEntry<Value> | undefined
  /** Frees every entry with a time below this one. */
  dropBefore(time: number): void
}

export interface LogEntry<Value> {
  readonly time: number
  readonly value: Value
}

/** Values by a name or number of the operator's own choosing. */
export interface MapState<Name extends string | number, Value> {
  readonly size: number
  get(name: Name): Value | undefined
  set(name: Name, value: Value): void
  delete(name: Name): void
  /** All entries, in ascending order of their names (numbers by size, texts by code unit). */
  entries(): readonly (readonly [Name, Value])[]
}

export const record = <Value>(): StateSlot<RecordState<Value>> => ({ kind: 'record' })
export const log = <Value>(): StateSlot<LogState<Value>> => ({ kind: 'log' })
export const map = <Name extends string | number, Value>(): StateSlot<MapState<Name, Value>> => ({
  kind: 'map',
})
