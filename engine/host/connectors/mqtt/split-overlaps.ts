import { FilterTree } from '../../../core/model/filter-tree.ts'

/** Which filters can share a client, and which get one each. No two of those `together` match the same topic. */
export interface SplitFilters {
  readonly together: readonly string[]
  readonly alone: readonly string[]
}

/**
 * Puts overlapping filters apart, so that what comes by a client can be given to those who want its topic.
 *
 * What a client with overlapping filters is sent differs: MQTT 5 leaves a broker free to send one copy or one for each
 * filter. Mosquitto 2.0.11 sends MQTT 5 a copy for each, and 3.1.1 a single one, with the quality of service of any of
 * them, unless `allow_duplicate_messages` is set; a copy that belongs to a shared group can't be told from the others
 * with 3.1.1, which knows no subscription identifiers. A client of its own gets the same from every broker.
 *
 * The outcome depends on the set of filters alone. The filter that overlaps with the most others goes first, so that
 * one `#` beside a hundred topics takes one more client and not a hundred.
 */
export function splitOverlaps(filters: Iterable<string>): SplitFilters {
  const all = [...new Set(filters)].toSorted()
  const tree = new FilterTree(all)
  const together: string[] = []
  const rivals = new Map<string, Set<string>>()
  for (const one of all) {
    const others = new Set(tree.overlapping(one))
    others.delete(one)
    if (others.size === 0) together.push(one)
    else rivals.set(one, others)
  }
  const alone: string[] = []
  for (;;) {
    let worst: readonly [string, ReadonlySet<string>] | undefined
    for (const entry of rivals) {
      if (entry[1].size > (worst?.[1].size ?? 0)) worst = entry
    }
    if (worst === undefined) return { together: together.toSorted(), alone }
    const [filter, others] = worst
    alone.push(filter)
    rivals.delete(filter)
    for (const other of others) {
      const left = rivals.get(other)
      left?.delete(filter)
      if (left?.size !== 0) continue
      rivals.delete(other)
      together.push(other)
    }
  }
}
