import { join } from '../../engine/core/operators/join/join.ts'
import type { Json, JsonObject } from '../../engine/core/model/json.ts'
import type { Row } from './database.ts'
import type { Case } from './generated-case.ts'
import { streamed } from './streamed.ts'

export const matches = ['inner', 'left', 'right', 'full', 'semi', 'anti'] as const
export type Match = (typeof matches)[number]

/** That events are told apart by their keys, said so: then nothing equals nothing. */
export const perKey = (isAsked: boolean): JsonObject => (isAsked ? { leftPer: 'key', rightPer: 'key' } : {})

/** Whether `l` and `r` are of one key, in SQL. */
export const isOneKey = '(l.key = r.key or (not l.asks and l.key is null and r.key is null))'

/** What a join gives, as rows of the two events (the places of their arrival, or null), time and key. */
export function pairsOf(given: Case<Row>, settings: JsonObject): readonly Row[] {
  const found = streamed(join, given, settings, ({ value }, id) => ({ id, value }))
  return found.map(({ time, key, payload }) => {
    const whole = payload as JsonObject
    const [left, right] = 'id' in whole ? [whole, null] : [whole['left'], whole['right']]
    return { time, key: key === null ? null : JSON.stringify(key), left: idOf(left), right: idOf(right) }
  })
}

const idOf = (payload: Json | undefined): number | null =>
  payload === null || payload === undefined ? null : Number((payload as JsonObject)['id'])

/**
 * What a match makes of `pairs` (case, key, l, r: the ids of two events, time) and of events without one. `lefts` and
 * `rights` are events (case, key, id) with the time at which it is known of one that it has no partner; of `semi`, each
 * left event has the time of the pair that comes first in `order`.
 */
export function matchedSql(
  match: Match,
  { pairs, lefts, rights, order }: Readonly<Record<'pairs' | 'lefts' | 'rights' | 'order', string>>,
): string {
  const both = 'select "case", key, l as "left", r as "right", time from pairs'
  const loneLefts = `
    select "case", key, id as "left", null as "right", time from lefts
    where not exists (from pairs where pairs."case" = lefts."case" and l = id)`
  const loneRights = `
    select "case", key, null as "left", id as "right", time from rights
    where not exists (from pairs where pairs."case" = rights."case" and r = id)`
  const firsts = `
    select "case", key, l as "left", null as "right", time from pairs
    qualify row_number() over (partition by "case", l order by ${order}) = 1`
  const parts: Readonly<Record<Match, readonly string[]>> = {
    inner: [both],
    left: [both, loneLefts],
    right: [both, loneRights],
    full: [both, loneLefts, loneRights],
    semi: [firsts],
    anti: [loneLefts],
  }
  return `
    with pairs as (${pairs}), lefts as (${lefts}), rights as (${rights})
    ${parts[match].join(' union all ')}`
}
