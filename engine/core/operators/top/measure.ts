import type { Event } from '../../model/event.ts'
import { Failure } from '../../model/failure.ts'
import { describe, type Json } from '../../model/json.ts'
import type { EventFunction } from '../../operator/setting.ts'
import type { Measure } from './ranked-list.ts'

/** What an event is ranked by, undefined for nothing. Throws a `Failure` where that can't be put in order. */
export function measureOf(by: EventFunction<Json | undefined>, event: Event): Measure | undefined {
  const measure = by(event)
  if (measure === undefined || typeof measure === 'number' || typeof measure === 'string') return measure
  throw new Failure(
    'unranked',
    `by: expected a number or a text to rank the event by, got ${describe(measure)}; an expression that gives nothing leaves such an event out`,
  )
}
