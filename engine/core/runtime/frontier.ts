import type { Json } from '../model/json.ts'
import type { Batch, Watermarks } from './batch.ts'
import type { Turn } from './turn.ts'

/**
 * Where the watermarks that reach a node come from. Wires whose watermarks are the same record share a `track`; `idle`
 * is after how long (ms of wall time) the source behind it counts as idle.
 */
export interface Track {
  readonly id: string
  readonly perKey: boolean
  readonly idle: number
}

/**
 * Turns the watermarks that come by a node's wires into the one that the node works under. There is one kind for each
 * way in which watermarks meet; most nodes have a single track and pass it on as it is.
 */
export interface Frontier {
  /** Whether what comes out is kept per key. */
  readonly perKey: boolean
  /** What comes out is the very record that came in. */
  readonly passes: boolean
  /**
   * The moves of this turn, from one batch of each track in the order of the tracks.
   */
  step(batches: readonly Batch[], turn: Turn): Watermarks
  /** The next wall instant at which something changes by itself; Infinity where nothing does. */
  nextInstant(): number
  save(): Json
  load(saved: Json): void
}

/** One track, handed on as it is. */
export function passing(perKey: boolean): Frontier {
  return {
    perKey,
    passes: true,
    step: (batches) => batches[0]?.watermarks ?? none(perKey),
    nextInstant: () => Number.POSITIVE_INFINITY,
    save: () => null,
    load: () => {},
  }
}

const none = (perKey: boolean): Watermarks => ({
  ordinals: [],
  times: [],
  keys: perKey ? [] : undefined,
  idle: undefined,
  gone: undefined,
})

/** The moves of all tracks, in order of their ordinals, those of one ordinal in the order of the tracks. */
export function inOrder(batches: readonly Batch[]): readonly (readonly [track: number, at: number])[] {
  const moves = batches.flatMap(({ watermarks }, track) =>
    watermarks.ordinals.map((_, at) => [track, at] as const),
  )
  if (batches.length === 1) return moves
  const ordinal = ([track, at]: readonly [number, number]): number =>
    batches[track]?.watermarks.ordinals[at] ?? 0
  return moves.sort((a, b) => ordinal(a) - ordinal(b) || a[0] - b[0] || a[1] - b[1])
}
