import { type Key, keyId, type Scalar } from '../model/event.ts'
import type { Json } from '../model/json.ts'
import { WatermarkBuilder } from './batch.ts'
import { CombineWatermarks, type SavedCombination } from './combine-watermarks.ts'
import { type Frontier, inOrder, type Track } from './frontier.ts'
import { loadTime, saveTime, type SavedTime } from './saved-time.ts'
import { isStandIn } from './stand-in-key.ts'
import { TimeBuckets } from './time-buckets.ts'
import type { Turn } from './turn.ts'

interface Together {
  readonly key: Key
  readonly since: number
  readonly combined: CombineWatermarks<number>
  /** The tracks whose source knows the key. */
  readonly knownTo: Set<number>
}

interface Saved {
  readonly keys: readonly {
    readonly key: Key
    readonly since: number
    readonly combined: SavedCombination<number>
    readonly knownTo: readonly number[]
  }[]
  readonly floors: readonly SavedTime[]
}

/**
 * A watermark for each key, from several tracks that are all kept per key. A track that has not met a key holds it
 * back as long as its source would take to count as idle, from when the key was first met here. A key is gone once all
 * the sources that knew it have forgotten it.
 */
export function overEachKey(tracks: readonly Track[]): Frontier {
  const together = new Map<Scalar, Together>()
  const waiting = new TimeBuckets<readonly [of: Together, track: number]>()
  const floors = tracks.map(() => Number.NEGATIVE_INFINITY)
  let floor = Number.NEGATIVE_INFINITY

  function meet(key: Key, since: number): Together {
    const fresh: Together = {
      key,
      since,
      combined: new CombineWatermarks(tracks.map((_, at) => at)),
      knownTo: new Set(),
    }
    together.set(keyId(key), fresh)
    for (const [track, { idle }] of tracks.entries()) {
      if (Number.isFinite(idle)) waiting.add(since + idle, [fresh, track])
    }
    return fresh
  }

  const holdsBack = ([of, track]: readonly [Together, number]): boolean =>
    together.get(keyId(of.key)) === of && of.combined.silent(track)

  function shift(
    moves: WatermarkBuilder,
    of: Together,
    ordinal: number,
    track: number,
    to: number,
    idle: boolean,
  ) {
    const { combined } = of
    const rested = combined.resting
    const risen = combined.move(track, to, idle)
    if (risen || combined.resting !== rested) moves.add(ordinal, combined.watermark, of.key, combined.resting)
  }

  /** What comes later than this finds those that have held a key back for long enough idle. */
  function stopWaiting(moves: WatermarkBuilder, { now, ordinal }: Turn): void {
    while (waiting.next <= now) {
      for (const one of waiting.take()) {
        const [of, track] = one
        if (holdsBack(one)) shift(moves, of, ordinal, track, Number.NEGATIVE_INFINITY, true)
      }
    }
  }

  function forget(moves: WatermarkBuilder, of: Together, ordinal: number, track: number): void {
    of.knownTo.delete(track)
    of.combined.renew(track)
    if (of.knownTo.size > 0) return
    together.delete(keyId(of.key))
    moves.forget(ordinal, of.key)
  }

  return {
    perKey: true,
    passes: false,
    step(batches, turn) {
      const moves = new WatermarkBuilder(true)
      let waits = turn.kind === 'instant'
      for (const [track, at] of inOrder(batches)) {
        const { ordinals, times, keys, idle, gone } = batches[track]?.watermarks ?? moves
        const place = ordinals[at] ?? 0
        const time = times[at] ?? Number.NEGATIVE_INFINITY
        const key = keys?.[at]
        if (waits && place >= turn.ordinal) {
          waits = false
          stopWaiting(moves, turn)
        }
        if (key === undefined) {
          floors[track] = Math.max(floors[track] ?? time, time)
          for (const of of together.values()) shift(moves, of, place, track, time, idle?.[at] ?? false)
          const least = Math.min(...floors)
          if (least > floor) moves.add(place, (floor = least))
          continue
        }
        if (isStandIn(key)) {
          if (gone?.[at] === true) moves.forget(place, key)
          else moves.add(place, time, key, idle?.[at] ?? false)
          continue
        }
        const known = together.get(keyId(key))
        if (gone?.[at] === true) {
          if (known !== undefined) forget(moves, known, place, track)
        } else {
          const of = known ?? meet(key, turn.now)
          of.knownTo.add(track)
          if (known === undefined) {
            // What a track has said of all its keys holds for one that it has not met.
            for (const [other, said] of floors.entries())
              if (said > Number.NEGATIVE_INFINITY) shift(moves, of, place, other, said, false)
          }
          shift(moves, of, place, track, time, idle?.[at] ?? false)
        }
      }
      if (waits) stopWaiting(moves, turn)
      return moves
    },
    nextInstant() {
      waiting.settle(holdsBack)
      return waiting.next
    },
    save() {
      const saved: Saved = {
        keys: [...together.values()].map(({ key, since, combined, knownTo }) => ({
          key,
          since,
          combined: combined.save(),
          knownTo: [...knownTo].sort((a, b) => a - b),
        })),
        floors: floors.map(saveTime),
      }
      return saved as unknown as Json // plain data by construction
    },
    load(json) {
      const saved = json as unknown as Saved // what `save` made
      for (const { key, since, combined, knownTo } of saved.keys) {
        const of = meet(key, since)
        of.combined.load(combined)
        for (const track of knownTo) of.knownTo.add(track)
      }
      for (const [at, time] of saved.floors.entries()) floors[at] = loadTime(time)
      floor = Math.min(...floors)
    },
  }
}
