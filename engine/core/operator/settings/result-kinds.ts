import { isKey, type Key } from '../../model/event.ts'
import { Failure } from '../../model/failure.ts'
import { isInYears, parseInstant } from '../../model/instant.ts'
import { demandShort } from '../../model/key-length.ts'
import { describe, type Json } from '../../model/json.ts'
import type { NodeSurroundings, SettingNote } from '../setting.ts'
import { conditionNotes, meantCondition } from './meant-condition.ts'

/** Makes of an expression's result what was asked for; throws a `Failure` where it is something else. */
export type Convert<Value> = (result: unknown, surroundings: NodeSurroundings) => Value

/** What an expression has to give. */
export interface ResultKind<Value> {
  /** In words. */
  readonly result: string
  readonly convert: Convert<Value>
  /** `convert` counts where there is nothing. */
  readonly countsNothing?: true
  /** A field that it compares, and that is in no event, is told of. */
  readonly seeksFields?: true
  /** How a setting that is no text may have been meant. */
  meant?(raw: Json): string | undefined
  /** What is worth knowing of the text, though it can be read. */
  notes?(text: string): readonly SettingNote[]
}

export const condition: ResultKind<boolean> = {
  result: 'true or false',
  countsNothing: true,
  seeksFields: true,
  meant: meantCondition,
  notes: conditionNotes,
  convert(result, surroundings) {
    if (typeof result === 'boolean') return result
    if (result !== undefined) throw unexpected(condition, result)
    surroundings.missing()
    return false
  },
}

export const anyValue: ResultKind<Json | undefined> = {
  result: 'a value',
  convert(result) {
    if (typeof result === 'function') throw unexpected(anyValue, result)
    return result as Json | undefined // an expression's results are JSON, functions aside
  },
}

export const aNumber: ResultKind<number | undefined> = {
  result: 'a number',
  convert(result) {
    if (result === undefined || typeof result === 'number') return result
    throw unexpected(aNumber, result)
  },
}

export const aText: ResultKind<string | undefined> = {
  result: 'a text',
  convert(result) {
    if (result === undefined || typeof result === 'string') return result
    throw unexpected(aText, result)
  },
}

export const aKey: ResultKind<Key> = {
  result: 'a text, a number, true, false, null or a list of these',
  countsNothing: true,
  convert(result, surroundings) {
    if (result === undefined) {
      surroundings.missing()
      return null
    }
    if (isKey(result)) {
      demandShort(result)
      return result
    }
    throw unexpected(aKey, result)
  },
}

export const anInstant: ResultKind<number | undefined> = {
  result: 'ms since the epoch or an ISO 8601 time',
  convert(result) {
    if (result === undefined) return undefined
    const value = typeof result === 'string' ? parseInstant(result) : result
    if (typeof value === 'number' && isInYears(value)) return Math.floor(value)
    if (typeof value !== 'number') throw unexpected(anInstant, result)
    throw new Failure(
      'bad-time',
      `expected ms since 1970, in the years 0 to 9999, got ${value}: is it in microseconds or nanoseconds?`,
    )
  },
}

const unexpected = ({ result }: { readonly result: string }, got: unknown): Failure =>
  new Failure('unexpected-result', `expected ${result}, got ${describe(got)}`)
