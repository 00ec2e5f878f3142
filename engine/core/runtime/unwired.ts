import { WatermarkBuilder, type Watermarks } from './batch.ts'
import type { Turn } from './turn.ts'

/** What a node that nothing is wired to says of time: it holds nobody back. */
export function unwired(turn: Turn): Watermarks {
  const moves = new WatermarkBuilder(false)
  const time = turn.kind === 'end' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
  moves.add(turn.ordinal, time, undefined, true)
  return moves
}
