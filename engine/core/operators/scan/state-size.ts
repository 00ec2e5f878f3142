import { Failure } from '../../model/failure.ts'
import type { Json } from '../../model/json.ts'

/** Throws where a state holds more values than it may: one that grows with each event would fill the memory. */
export function demandSmall(state: Json, most: number): void {
  let count = 0
  const waiting: Json[] = [state]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (++count > most)
      throw new Failure(
        'state-too-large',
        `the state would hold more than ${most} values (setting maxValues); have it keep less`,
      )
    if (typeof next === 'object' && next !== null)
      for (const inner of Object.values(next)) waiting.push(inner as Json)
  }
}
