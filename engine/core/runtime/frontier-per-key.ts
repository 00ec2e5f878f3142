import { type Key, keyId, type Scalar } from '../model/event.ts'
import type { Json } from '../model/json.ts'
import { WatermarkBuilder } from './batch.ts'
import { CombineWatermarks, type SavedCombination } from './combine-watermarks.ts'
import { type Frontier, inOrder, type Track } from './frontier.ts'
import { loadTime, saveTime, type SavedTime } from './saved-time.ts'
import { TimeBuckets } from './time-buckets.ts'

interface Together {
  readonly key: Key
  readonly since: number
  readonly combined: CombineWatermarks<number>
}

interface Saved {
  readonly keys: readonly {
    readonly key: Key
    readonly since: number
    readonly combined: SavedCombination<number>
  }[]
  readonly floors: readonly SavedTime[]
}

/**
 * A watermark for each key, from several tracks that are all kept per key. A track that has not met a key holds it
 * back as long as its source would take to count as idle, from when the key was first met here.
 */
export function overEachKey(tracks: readonly Track[]): Frontier {
  const together = new Map<Scalar, Together>()
  const waiting = new TimeBuckets<readonly [id: Scalar, track: number]>()
  const floors = tracks.map(() => Number.NEGATIVE_INFINITY)
  let floor = Number.NEGATIVE_INFINITY

  function meet(key: Key, since: number, saved?: SavedCombination<number>): Together {
    const fresh: Together = { key, since, combined: new CombineWatermarks(tracks.map((_, at) => at)) }
    if (saved !== undefined) fresh.combined.load(saved)
    together.set(keyId(key), fresh)
    for (const [track, { idle }] of tracks.entries()) {
      if (Number.isFinite(idle)) waiting.add(since + idle, [keyId(key), track])
    }
    return fresh
  }

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

  return {
    perKey: true,
    passes: false,
    step(batches, now, ordinal) {
      const moves = new WatermarkBuilder(true)
      while (waiting.next <= now) {
        for (const [id, track] of waiting.take()) {
          const of = together.get(id)
          if (of === undefined || !of.combined.silent(track)) continue
          shift(moves, of, ordinal, track, Number.NEGATIVE_INFINITY, true)
        }
      }
      for (const [track, at] of inOrder(batches)) {
        const { ordinals, times, keys, idle } = batches[track]?.watermarks ?? moves
        const place = ordinals[at] ?? 0
        const time = times[at] ?? Number.NEGATIVE_INFINITY
        const key = keys?.[at]
        if (key === undefined) {
          floors[track] = Math.max(floors[track] ?? time, time)
          for (const of of together.values()) shift(moves, of, place, track, time, idle?.[at] ?? false)
          const least = Math.min(...floors)
          if (least > floor) moves.add(place, (floor = least))
        } else {
          const of = together.get(keyId(key)) ?? meet(key, now)
          shift(moves, of, place, track, time, idle?.[at] ?? false)
        }
      }
      return moves
    },
    nextInstant() {
      waiting.settle(([id, track]) => together.get(id)?.combined.silent(track) === true)
      return waiting.next
    },
    save() {
      const saved: Saved = {
        keys: [...together.values()].map(({ key, since, combined }) => ({
          key,
          since,
          combined: combined.save(),
        })),
        floors: floors.map(saveTime),
      }
      return saved as unknown as Json // plain data by construction
    },
    load(json) {
      const saved = json as unknown as Saved // what `save` made
      for (const { key, since, combined } of saved.keys) meet(key, since, combined)
      for (const [at, time] of saved.floors.entries()) floors[at] = loadTime(time)
      floor = Math.min(...floors)
    },
  }
}
