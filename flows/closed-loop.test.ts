import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { coldChain } from '../engine/host/simulator/cold-chain.ts'
import type { Domain } from '../engine/host/simulator/domain.ts'
import { machines } from '../engine/host/simulator/machines.ts'
import { road } from '../engine/host/simulator/road.ts'
import { closedLoop, type Loop, type Sent } from './closed-loop.ts'

const file = (name: string): string => fileURLToPath(new URL(`./${name}.flow.json`, import.meta.url))

/** Runs a flow against its part of the plant, once obeyed and once ignored, over three seeds. */
function loops<State>(
  name: string,
  domain: Domain<State>,
  seconds: number,
): readonly { with_: Loop; without: Loop }[] {
  return [1, 2, 3].map((seed) => ({
    with_: closedLoop(file(name), domain, seconds, { seed }),
    without: closedLoop(file(name), domain, seconds, { seed, obeys: false }),
  }))
}

const first = (sent: readonly Sent[], topic: string, fits: (payload: Sent['payload']) => boolean): number =>
  sent.find((one) => one.topic === topic && fits(one.payload))?.at ?? Number.POSITIVE_INFINITY

const readings = (
  { measured }: Loop,
  topic: RegExp,
  field: string,
  fits: (value: number) => boolean,
): number => measured.filter((one) => topic.test(one.topic) && fits(Number(one.payload[field]))).length

describe('predictive maintenance', () => {
  const runs = loops('factory/predictive-maintenance', machines, 120)

  test('slows the worn machine, stops it for repair, and starts it again', () => {
    for (const { with_ } of runs) {
      const slowed = first(with_.sent, 'machine/pump-3/command', ({ speed }) => speed === 60)
      const stopped = first(with_.sent, 'machine/pump-3/command', ({ stop }) => stop === true)
      const started = first(with_.sent, 'machine/pump-3/command', ({ speed }) => speed === 100)
      expect(slowed).toBeLessThan(10)
      expect(stopped).toBeGreaterThan(slowed)
      expect(started).toBeGreaterThan(stopped + 20)
      expect(started).toBeLessThan(stopped + 40)
      expect(with_.deadLetters).toBe(0)
    }
  })

  test('leaves the sound machines alone', () => {
    for (const { with_ } of runs) {
      expect(with_.sent.filter(({ topic }) => /^machine\/pump-[124]\/command$/.test(topic))).toEqual([])
    }
  })

  test('hears that a sensor is silent within the time set, and that it is back', () => {
    for (const { with_ } of runs) {
      const silent = first(
        with_.sent,
        'alarm/machine/pump-4',
        ({ alarm, cleared }) => alarm === 'silent' && cleared !== true,
      )
      expect(silent).toBeGreaterThan(4.5 + 3 - 0.5)
      expect(silent).toBeLessThan(4.5 + 3 + 1)
      expect(first(with_.sent, 'alarm/machine/pump-4', ({ cleared }) => cleared === true)).toBeLessThan(21)
    }
  })

  test('keeps it from running hot, which it would', () => {
    for (const { with_, without } of runs) {
      expect(readings(with_, /temperature$/, 'celsius', (celsius) => celsius > 85)).toBe(0)
      expect(readings(without, /temperature$/, 'celsius', (celsius) => celsius > 85)).toBeGreaterThan(100)
    }
  })
})

describe('congestion on a road', () => {
  const runs = loops('city/road-congestion', road, 100)

  test('finds the section behind the lorry within ten seconds, and lowers the limits upstream', () => {
    for (const { with_ } of runs) {
      expect(
        first(with_.sent, 'alarm/road/a1-05', ({ congested }) => congested === true),
      ).toBeLessThanOrEqual(10)
      expect(first(with_.sent, 'road/a1-04/limit', ({ limit }) => limit === 60)).toBeLessThanOrEqual(10)
      expect(first(with_.sent, 'road/a1-03/limit', ({ limit }) => limit === 80)).toBeLessThanOrEqual(10)
      expect(with_.deadLetters).toBe(0)
    }
  })

  test('lifts them when the section flows again', () => {
    for (const { with_ } of runs) {
      const free = first(with_.sent, 'alarm/road/a1-05', ({ congested }) => congested === false)
      expect(free).toBeGreaterThan(43)
      expect(free).toBeLessThan(80)
      expect(first(with_.sent, 'road/a1-04/limit', ({ limit }) => limit === 120)).toBe(free)
    }
  })

  test('traffic reaches the end of the queue slower', () => {
    for (const { with_, without } of runs) expect(approach(with_)).toBeLessThan(approach(without) - 5)
  })

  /** The mean speed, in km/h, in the section before the first that stands, over all seconds in which one does. */
  function approach({ measured }: Loop): number {
    const seconds = Map.groupBy(
      measured.filter(({ topic }) => topic.endsWith('/traffic')),
      ({ at }) => at,
    )
    const speeds = [...seconds.values()].flatMap((sections) => {
      const speed = sections.map(({ payload }) => Number(payload['speed']))
      const standing = speed.findIndex((one) => one < 40)
      const before = speed[standing - 1]
      return before === undefined ? [] : [before]
    })
    return speeds.reduce((sum, speed) => sum + speed, 0) / speeds.length
  }
})

describe('cold chain', () => {
  const runs = loops('logistics/cold-chain', coldChain, 80)

  test('closes the door that was left open, and helps the weak compressor', () => {
    for (const { with_ } of runs) {
      expect(first(with_.sent, 'cold/room-2/command', ({ door }) => door === 'closed')).toBeLessThanOrEqual(8)
      expect(
        first(with_.sent, 'cold/room-3/command', ({ compressor2 }) => compressor2 === true),
      ).toBeLessThanOrEqual(10)
      expect(
        first(with_.sent, 'cold/room-2/command', ({ compressor2 }) => compressor2 === false),
      ).toBeLessThan(30)
      expect(with_.deadLetters).toBe(0)
    }
  })

  test('raises an alarm for the room and clears it', () => {
    for (const { with_ } of runs) {
      const raised = first(with_.sent, 'alarm/cold/room-2', ({ raised }) => raised === true)
      expect(raised).toBeLessThanOrEqual(10)
      expect(first(with_.sent, 'alarm/cold/room-2', ({ raised }) => raised === false)).toBeGreaterThan(raised)
    }
  })

  test('says that a truck cannot be heard, and loses nothing of what it sends afterwards', () => {
    for (const { with_ } of runs) {
      expect(
        first(with_.sent, 'alarm/cold/truck-2', ({ alarm, raised }) => alarm === 'silent' && raised === true),
      ).toBeLessThan(11)
      expect(first(with_.sent, 'alarm/cold/truck-2', ({ raised }) => raised === false)).toBeLessThan(18)
      expect(with_.ledger['average']).toMatchObject({ late: 0, failed: 0 })
    }
  })

  test('keeps goods below 8 °C most of the time they would not be', () => {
    for (const { with_, without } of runs) {
      const warm = (loop: Loop): number => readings(loop, /temperature$/, 'celsius', (celsius) => celsius > 8)
      expect(warm(without)).toBeGreaterThan(60)
      expect(warm(with_)).toBeLessThan(warm(without) / 4)
    }
  })
})
