import { isObject, type Json } from '../../model/json.ts'
import { type Best, type Ranked, ranksOf } from './ranked-list.ts'

interface Wanted {
  readonly best: Best
  /** The first rank that is given. */
  readonly from: number
  /** The name of the field that gets the rank. */
  readonly rank: string | undefined
}

/** What is given of a list of the best: the payloads from a rank on, each with its rank where a field is named for it. */
export function shownOf(list: readonly Ranked[], { best, from, rank: field }: Wanted): readonly Json[] {
  const ranks = ranksOf(list, best)
  return list.flatMap(({ payload }, at) => {
    const rank = ranks[at] ?? 0
    if (rank < from) return []
    return [field === undefined ? payload : withRank(payload, field, rank)]
  })
}

/** The rank stands first, and in place of a field of that name. What has no fields becomes one, `payload`. */
function withRank(payload: Json, field: string, rank: number): Json {
  if (!isObject(payload)) return { [field]: rank, payload }
  return { [field]: rank, ...payload, [field]: rank }
}
