import type { Key } from '../../model/event.ts'
import type { Json } from '../../model/json.ts'
import { type Handles, map, record } from '../../operator/state.ts'

export interface Row {
  readonly value: Json
  /** The time of the event that it came with, ms. */
  readonly time: number
}

export const tableState = {
  rows: map<string, Row>(),
  loading: record<Loading>(),
}

export type Table = Handles<typeof tableState>

export interface Loading {
  /** All rows are there. */
  readonly isDone: boolean
  /** The instant of the wall after which nothing waits for them any more, ms. */
  readonly until: number
}

/**
 * What a row is found by: numbers count as the texts that they are written as, since a level of a topic or a value in a
 * file may be either. Nothing is found by null.
 */
export function rowName(key: Key): string | undefined {
  if (key === null) return undefined
  return typeof key === 'object' ? JSON.stringify(key) : String(key)
}
