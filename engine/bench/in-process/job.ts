import { filter, map, Subject } from 'rxjs'
import type { EventArrival } from '../../core/operator/arrival.ts'

/** The job that is measured: warm readings, from Celsius to Fahrenheit, averaged per device over 10 s of event time. */
export const limit = 20
export const size = 10_000

/** One reading a millisecond, from the devices in a mixed order. */
export function arrivals(count: number, devices: number): EventArrival[] {
  const topics = Array.from({ length: devices }, (_, device) => `plant/device-${device}`)
  return Array.from({ length: count }, (_, at) => ({
    kind: 'event',
    node: 'readings',
    at: 0,
    time: at,
    topic: topics[(at * 7_919) % devices] ?? '',
    payload: { c: (at * 31) % 100 },
  }))
}

export interface Reading {
  readonly topic: string
  readonly time: number
  readonly payload: { readonly c: number }
}

export const readings = (given: readonly EventArrival[]): Reading[] =>
  given.map(({ topic = '', time = 0, payload }) => ({ topic, time, payload: payload as Reading['payload'] }))

interface Open {
  start: number
  sum: number
  count: number
}

/** What all three count, so that none is optimised away: results, and the sum of their averages. */
export interface Result {
  results: number
  total: number
}

/** By hand in RxJS: one event at a time, without late events, counts or saved state. */
export function withRxjs(events: readonly Reading[]): Result {
  const result: Result = { results: 0, total: 0 }
  const source = new Subject<Reading>()
  const open = new Map<string, Open>()
  const averages = new Subject<{ topic: string; start: number; f: number }>()
  averages.subscribe(({ f }) => {
    result.results++
    result.total += f
  })
  source
    .pipe(
      filter(({ payload }) => payload.c > limit),
      map((event) => ({ topic: event.topic, time: event.time, payload: { f: event.payload.c * 1.8 + 32 } })),
    )
    .subscribe(({ topic, time, payload }) => {
      const start = time - (time % size)
      const window = open.get(topic)
      if (window === undefined) {
        open.set(topic, { start, sum: payload.f, count: 1 })
        return
      }
      if (window.start !== start) {
        averages.next({ topic, start: window.start, f: window.sum / window.count })
        window.start = start
        window.sum = 0
        window.count = 0
      }
      window.sum += payload.f
      window.count++
    })
  for (const event of events) source.next(event)
  for (const [topic, { start, sum, count }] of open) averages.next({ topic, start, f: sum / count })
  return result
}

/** A bare loop: what the machine could do at best. */
export function withLoop(events: readonly Reading[]): Result {
  const open = new Map<string, Open>()
  let results = 0
  let total = 0
  for (const { topic, time, payload } of events) {
    if (payload.c <= limit) continue
    const f = payload.c * 1.8 + 32
    const start = time - (time % size)
    const window = open.get(topic)
    if (window === undefined) open.set(topic, { start, sum: f, count: 1 })
    else if (window.start === start) {
      window.sum += f
      window.count++
    } else {
      results++
      total += window.sum / window.count
      window.start = start
      window.sum = f
      window.count = 1
    }
  }
  for (const { sum, count } of open.values()) {
    results++
    total += sum / count
  }
  return { results, total }
}
