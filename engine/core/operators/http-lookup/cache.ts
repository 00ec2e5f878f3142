import type { Json } from '../../model/json.ts'
import { type Handles, log, map } from '../../operator/state.ts'

/** What was answered: a row, or that there is none. */
export type Found = { readonly kind: 'row'; readonly value: Json } | { readonly kind: 'missing' }

interface Cached {
  readonly found: Found
  /** The instant of the wall from which on it counts no longer, ms. */
  readonly until: number
}

export const cacheState = {
  /** By path. */
  cached: map<string, Cached>(),
  /** The paths, by the instant at which they count no longer. */
  ends: log<string>(),
}

export type Cache = Handles<typeof cacheState>

export function foundIn({ cached }: Cache, path: string, now: number): Found | undefined {
  const known = cached.get(path)
  return known !== undefined && now < known.until ? known.found : undefined
}

/** Keeps an answer; what has ended goes, and where there is no room, what would end first. */
export function keep(
  { cached, ends }: Cache,
  path: string,
  found: Found,
  now: number,
  rule: CacheRule,
): void {
  if (rule.time === 0) return
  const until = now + rule.time
  cached.set(path, { found, until })
  ends.append(until, path)
  for (let first = ends.first(); first !== undefined; first = ends.first()) {
    if (first.time > now && cached.size <= rule.most) return
    for (const { time, value } of ends.entries(first.time, first.time))
      if (cached.get(value)?.until === time) cached.delete(value)
    ends.dropBefore(first.time + 1)
  }
}

interface CacheRule {
  /** How long an answer counts, ms. */
  readonly time: number
  /** How many there may be. */
  readonly most: number
}
