import { keyId, type Scalar } from '../model/event.ts'
import type { Json } from '../model/json.ts'
import { WatermarkBuilder } from './batch.ts'
import { CombineWatermarks, type SavedCombination } from './combine-watermarks.ts'
import { type Frontier, inOrder, type Track } from './frontier.ts'
import { loadTime, saveTime, type SavedTime } from './saved-time.ts'

interface Saved {
  readonly tracks: SavedCombination<number>
  readonly keys: readonly (SavedCombination<Scalar> | null)[]
  readonly floors: readonly SavedTime[]
}

/**
 * One watermark for all keys, from tracks of any kind: of a track that is kept per key the least over its active keys,
 * then the least over the tracks.
 */
export function overAll(tracks: readonly Track[]): Frontier {
  const combined = new CombineWatermarks<number>(tracks.map((_, at) => at))
  const keys = tracks.map((track) => (track.perKey ? new CombineWatermarks<Scalar>() : undefined))
  /** What a track kept per key has said of all its keys at once. */
  const floors = tracks.map(() => Number.NEGATIVE_INFINITY)
  let resting = false

  return {
    perKey: false,
    passes: false,
    step(batches) {
      const moves = new WatermarkBuilder(false)
      for (const [track, at] of inOrder(batches)) {
        const { ordinals, times, keys: keysOf, idle, gone } = batches[track]?.watermarks ?? moves
        const ordinal = ordinals[at] ?? 0
        const time = times[at] ?? Number.NEGATIVE_INFINITY
        const pauses = idle?.[at] ?? false
        const perKey = keys[track]
        let risen: boolean
        if (perKey === undefined) {
          risen = combined.move(track, time, pauses)
        } else {
          const key = keysOf?.[at]
          if (key === undefined) floors[track] = Math.max(floors[track] ?? time, time)
          else if (gone?.[at] === true) perKey.remove(keyId(key))
          else perKey.move(keyId(key), time, pauses)
          const least = Math.max(perKey.watermark, floors[track] ?? Number.NEGATIVE_INFINITY)
          risen = combined.move(track, least, perKey.resting)
        }
        if (!risen && combined.resting === resting) continue
        resting = combined.resting
        moves.add(ordinal, combined.watermark, undefined, resting)
      }
      return moves
    },
    nextInstant: () => Number.POSITIVE_INFINITY,
    save() {
      const saved: Saved = {
        tracks: combined.save(),
        keys: keys.map((perKey) => perKey?.save() ?? null),
        floors: floors.map(saveTime),
      }
      return saved as unknown as Json // plain data by construction
    },
    load(json) {
      const saved = json as unknown as Saved // what `save` made
      combined.load(saved.tracks)
      resting = combined.resting
      for (const [at, perKey] of keys.entries()) {
        const of = saved.keys[at]
        if (of) perKey?.load(of)
        floors[at] = loadTime(saved.floors[at] ?? null)
      }
    },
  }
}
