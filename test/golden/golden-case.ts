import type { Json, JsonObject } from '../../engine/core/model/json.ts'

/** A case as the files have it; `spec` is read by the adapter of its kind. */
export interface GoldenCase {
  readonly name: string
  readonly kind: string
  readonly spec: JsonObject
  readonly arrivals: readonly GoldenArrival[]
  readonly expect: {
    readonly out: readonly JsonObject[]
    readonly late?: readonly JsonObject[]
    readonly timeout?: readonly JsonObject[]
  }
  /** `out` is compared in order; else as a multiset. */
  readonly ordered?: boolean
  /** Of a result that changes only the last is listed. */
  readonly folded?: boolean
}

export interface GoldenArrival {
  readonly in?: string
  readonly time?: number
  readonly value?: JsonObject
  readonly watermark?: number
  readonly delete?: true
  readonly idle?: true
  readonly active?: true
  readonly end?: true
}

/** An event that left by a port, with the ordinal of what caused it. */
export interface Left {
  readonly port: string
  readonly ordinal: number
  readonly payload: Json
  readonly key: Json
  readonly time: number
  /** The input that it came by, where it is an event that did. */
  readonly input: Json
}

/** How a case is said in a flow: one node with its inputs, and what its events mean as rows. */
export interface Adapter {
  readonly type: string
  readonly settings: JsonObject
  /** The fields that are the key of what comes by an input. */
  readonly keys: { readonly [input: string]: readonly string[] }
  /** The payload of an arrival, where it is not its value. */
  payload?(arrival: GoldenArrival): Json
  /** The ports by which results leave; in the order in which they leave. */
  readonly ports: readonly string[]
  rows(left: readonly Left[]): readonly Json[]
  /** A late event as the case lists it. */
  lateRow?(left: Left): Json
}

export const ms = (time: number): string => `${time}ms`

const words = new Set(['and', 'or', 'in', 'true', 'false', 'null', 'function'])

/** A field of the payload, in an expression. */
export const fieldOf = (name: string): string =>
  /^[A-Za-z_]\w*$/.test(name) && !words.has(name) ? `payload.${name}` : `payload.\`${name}\``

/** What an aggregate of a case is called here; nulls are not counted. */
export function aggregateOf(fn: string, of: string | undefined): string {
  const field = fieldOf(of ?? '')
  switch (fn) {
    case 'count':
      return of === undefined ? '$count($)' : `$count(${field}[$ != null])`
    case 'sum':
    case 'min':
    case 'max':
    case 'first':
    case 'last':
      return `$${fn}(${field})`
    case 'avg':
      return `$average(${field})`
    case 'collect':
      return `[${field}]`
    case 'distinct':
      return `$count($distinct(${field}[$ != null]))`
    default:
      throw new Error(`there is no aggregate ${fn}`)
  }
}
