import { keyId, type Scalar } from '../model/event.ts'
import type { Json } from '../model/json.ts'
import { WatermarkBuilder } from './batch.ts'
import { CombineWatermarks, type SavedCombination } from './combine-watermarks.ts'
import { Ceilings, type SavedCeilings } from './ceilings.ts'
import { type Frontier, inOrder, type Track } from './frontier.ts'
import { loadTime, saveTime, type SavedTime } from './saved-time.ts'
import { isStandIn } from './stand-in-key.ts'

interface Saved {
  readonly tracks: SavedCombination<number>
  readonly keys: readonly (SavedCombination<Scalar> | null)[]
  readonly floors: readonly SavedTime[]
  readonly ceilings?: SavedCeilings
  readonly passed?: SavedTime
}

/**
 * One watermark for all keys, from tracks of any kind: of a track that is kept per key the least over its active keys,
 * then the least over the tracks, and no more than what stands in for an event that is kept.
 */
export function overAll(tracks: readonly Track[]): Frontier {
  const combined = new CombineWatermarks<number>(tracks.map((_, at) => at))
  const keys = tracks.map((track) => (track.perKey ? new CombineWatermarks<Scalar>() : undefined))
  /** What a track kept per key has said of all its keys at once. */
  const floors = tracks.map(() => Number.NEGATIVE_INFINITY)
  const ceilings = new Ceilings()
  let passed = Number.NEGATIVE_INFINITY
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
        const key = keysOf?.[at]
        if (perKey === undefined) {
          combined.move(track, time, pauses)
        } else if (key !== undefined && isStandIn(key)) {
          if (gone?.[at] === true) ceilings.remove(key)
          // One that is behind may still find its window open.
          else ceilings.add(key, Math.max(time, passed))
        } else {
          if (key === undefined) floors[track] = Math.max(floors[track] ?? time, time)
          else if (gone?.[at] === true) perKey.remove(keyId(key))
          else perKey.move(keyId(key), time, pauses)
          const least = Math.max(perKey.watermark, floors[track] ?? Number.NEGATIVE_INFINITY)
          combined.move(track, least, perKey.resting)
        }
        const goes = Math.min(combined.watermark, ceilings.least)
        const rests = combined.resting && ceilings.isEmpty
        if (goes <= passed && rests === resting) continue
        resting = rests
        passed = Math.max(passed, goes)
        moves.add(ordinal, passed, undefined, resting)
      }
      return moves
    },
    nextInstant: () => Number.POSITIVE_INFINITY,
    save() {
      const saved: Saved = {
        tracks: combined.save(),
        keys: keys.map((perKey) => perKey?.save() ?? null),
        floors: floors.map(saveTime),
        ceilings: ceilings.save(),
        passed: saveTime(passed),
      }
      return saved as unknown as Json // plain data by construction
    },
    load(json) {
      const saved = json as unknown as Saved // what `save` made
      combined.load(saved.tracks)
      ceilings.load(saved.ceilings ?? [])
      passed = loadTime(saved.passed ?? saveTime(combined.watermark))
      resting = combined.resting && ceilings.isEmpty
      for (const [at, perKey] of keys.entries()) {
        const of = saved.keys[at]
        if (of) perKey?.load(of)
        floors[at] = loadTime(saved.floors[at] ?? null)
      }
    },
  }
}
