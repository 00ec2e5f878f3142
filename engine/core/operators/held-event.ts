import type { Event, Key } from '../model/event.ts'
import type { Json, JsonObject } from '../model/json.ts'
import type { Context } from '../operator/context.ts'

/** An event that an operator keeps for later, as plain data. */
export interface HeldEvent {
  readonly payload: Json
  readonly time: number
  readonly key: Key
  readonly topic?: string
  readonly params?: Readonly<Record<string, string>>
  readonly properties?: JsonObject
}

/** Keeps the event at hand. */
export function hold({ wait }: Context, { payload, time, key, topic, params, properties }: Event): HeldEvent {
  wait()
  return {
    payload,
    time,
    key,
    ...(topic === undefined ? {} : { topic }),
    ...(params === undefined ? {} : { params }),
    ...(properties === undefined ? {} : { properties }),
  }
}

/**
 * Lets an event go that was held. It keeps its time, unless the watermark has passed that meanwhile: then it has the
 * first time that is not late.
 */
export function release<Port extends string>(
  { emit, watermark, settle }: Context<Port>,
  port: Port,
  held: HeldEvent,
): void {
  settle()
  const earliest = Number.isFinite(watermark) ? watermark + 1 : held.time
  emit(port, held.payload, { time: Math.max(held.time, earliest), key: held.key, from: held })
}

/** Gives up an event that was held, by a port on which it may be late. */
export function giveUp<Port extends string>(
  { emit, settle }: Context<Port>,
  port: Port,
  held: HeldEvent,
): void {
  settle()
  emit(port, held.payload, { time: held.time, key: held.key, from: held })
}
