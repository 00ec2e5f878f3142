import type { Json } from '../../model/json.ts'

/** What events are ranked by. */
export type Measure = number | string

/** An event among the best; of two with one measure, the one with the lower number came first. */
export interface Ranked {
  readonly by: Measure
  readonly number: number
  readonly payload: Json
}

/** Which events are the best: how many, from the least or the greatest, and what becomes of equal ones. */
export interface Best {
  readonly n: number
  readonly order: 'asc' | 'desc'
  /** `cut`: equal ones rank in order of arrival; `with`: they share a rank. */
  readonly ties: 'cut' | 'with'
}

/** A list of the best, the best first, with one more that has come after them all; the very same list where that one is not among the best. */
export function withOne(list: readonly Ranked[], one: Ranked, best: Best): readonly Ranked[] {
  const place = placeFor(list, one, best)
  const rank = best.ties === 'with' ? firstEqual(list, place, one.by) + 1 : place + 1
  return rank > best.n ? list : cutTo(list.toSpliced(place, 0, one), best)
}

/** The best of several lists together. */
export function merged(lists: readonly (readonly Ranked[])[], best: Best): readonly Ranked[] {
  const [only = []] = lists
  if (lists.length <= 1) return only
  return cutTo(
    lists.flat().sort((one, other) => compare(one, other, best.order)),
    best,
  )
}

/** The rank of each event of a list, from 1 on. With shared ranks it goes 1, 1, 3. */
export function ranksOf(list: readonly Ranked[], { ties }: Best): readonly number[] {
  let rank = 0
  return list.map(({ by }, at) => {
    if (ties === 'cut' || at === 0 || list[at - 1]?.by !== by) rank = at + 1
    return rank
  })
}

/** Numbers by size and before all texts; texts by code unit; equal ones in order of arrival. */
function compare(one: Ranked, other: Ranked, order: Best['order']): number {
  const size = ascending(one.by, other.by)
  if (size === 0) return one.number - other.number
  return order === 'asc' ? size : -size
}

function ascending(a: Measure, b: Measure): number {
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1
  return a < b ? -1 : a > b ? 1 : 0
}

/** Where one has its place in a list: behind all that are better. */
function placeFor(list: readonly Ranked[], one: Ranked, { order }: Best): number {
  let from = 0
  let to = list.length
  while (from < to) {
    const middle = (from + to) >> 1
    const other = list[middle]
    if (other !== undefined && compare(other, one, order) < 0) from = middle + 1
    else to = middle
  }
  return from
}

function firstEqual(list: readonly Ranked[], place: number, by: Measure): number {
  let first = place
  while (list[first - 1]?.by === by) first--
  return first
}

/** Whoever shares the rank of the last one that counts stays, too. */
function cutTo(list: readonly Ranked[], { n, ties }: Best): readonly Ranked[] {
  let length = n
  if (ties === 'with') while (length < list.length && list[length]?.by === list[n - 1]?.by) length++
  return list.length <= length ? list : list.slice(0, length)
}
