import { expect, test } from 'vitest'
import { coldChain } from './cold-chain.ts'
import type { Command, Domain, Message } from './domain.ts'
import { machines } from './machines.ts'
import { road } from './road.ts'
import { seededRandom } from './seeded-random.ts'

/** Runs a domain for so many seconds; `react` answers what it has published, as a flow would. */
function play<State>(
  domain: Domain<State>,
  seconds: number,
  react: (message: Message) => readonly Command[] = () => [],
): (Message & { readonly at: number })[] {
  const random = seededRandom(1)
  let state = domain.initial()
  let commands: readonly Command[] = []
  const all: (Message & { readonly at: number })[] = []
  const dt = domain.period / 1_000
  for (let at = dt; at <= seconds; at += dt) {
    const step = domain.step(state, commands, at * 1_000, dt, random)
    state = step.state
    commands = step.messages.flatMap(react)
    all.push(...step.messages.map((message) => ({ ...message, at })))
  }
  return all
}

const numbers = (messages: readonly (Message & { at: number })[], topic: string, field: string) =>
  messages
    .filter((message) => message.topic === topic)
    .map(({ at, payload }) => ({ at, value: (payload as Record<string, number>)[field] ?? Number.NaN }))

const first = (series: readonly { at: number; value: number }[], test: (value: number) => boolean) =>
  series.find(({ value }) => test(value))?.at

test('the same seed gives the same plant', () => {
  for (const domain of [machines, road, coldChain]) {
    expect(play(domain as Domain<unknown>, 30)).toEqual(play(domain as Domain<unknown>, 30))
  }
})

test('within ten seconds there is something to see in each domain', () => {
  const pumps = play(machines, 10)
  expect(first(numbers(pumps, 'machine/pump-3/temperature', 'celsius'), (c) => c > 75)).toBeLessThan(9)
  expect(numbers(pumps, 'machine/pump-4/temperature', 'celsius').every(({ at }) => at < 5)).toBe(true)
  expect(
    first(numbers(play(road, 10), 'road/a1-05/traffic', 'occupancy'), (share) => share > 30),
  ).toBeLessThan(10)
  const rooms = play(coldChain, 10)
  expect(first(numbers(rooms, 'cold/room-2/temperature', 'celsius'), (c) => c > 8)).toBeLessThan(9)
  expect(first(numbers(rooms, 'cold/room-3/temperature', 'celsius'), (c) => c > 8)).toBeLessThan(10)
})

test('a slower pump stays below 75 °C; one that nobody slows does not', () => {
  const alone = numbers(play(machines, 40), 'machine/pump-3/temperature', 'celsius')
  expect(alone.at(-1)?.value).toBeGreaterThan(100)
  const slowed = play(machines, 60, ({ topic, payload }) =>
    topic === 'machine/pump-3/temperature' && (payload as { celsius: number }).celsius > 74
      ? [{ id: 'pump-3', payload: { speed: 60 } }]
      : [],
  )
  expect(numbers(slowed, 'machine/pump-3/temperature', 'celsius').at(-1)?.value).toBeLessThan(72)
  const states = slowed.filter(({ topic }) => topic === 'machine/pump-3/state')
  expect(states.map(({ payload, retain }) => [(payload as { speed: number }).speed, retain])).toEqual([
    [100, true],
    [60, true],
  ])
})

test('a stopped pump is repaired, runs sound when started, and wears again', () => {
  const series = play(machines, 120, ({ topic, payload }) => {
    if (topic !== 'machine/pump-3/temperature') return []
    const { ts } = payload as { ts: number }
    if (ts === 10_000) return [{ id: 'pump-3', payload: { stop: true } }]
    return ts === 40_000 ? [{ id: 'pump-3', payload: { speed: 100 } }] : []
  })
  const celsius = numbers(series, 'machine/pump-3/temperature', 'celsius')
  expect(Math.max(...celsius.filter(({ at }) => at > 45 && at < 59).map(({ value }) => value))).toBeLessThan(
    65,
  )
  expect(celsius.at(-1)?.value).toBeGreaterThan(90)
})

test('lower limits upstream keep the queue shorter', () => {
  const worst = (messages: readonly (Message & { at: number })[], section: string) =>
    Math.max(...numbers(messages, `road/${section}/traffic`, 'occupancy').map(({ value }) => value))
  const alone = play(road, 95)
  const limited = play(road, 95, ({ topic, payload }) =>
    topic === 'road/a1-05/traffic' && (payload as { occupancy: number }).occupancy > 25
      ? ['a1-01', 'a1-02', 'a1-03'].map((id) => ({ id, payload: { limit: 60 } }))
      : [],
  )
  expect(worst(alone, 'a1-03')).toBeGreaterThan(25)
  for (const section of ['a1-03', 'a1-04']) {
    expect(worst(limited, section)).toBeLessThan(worst(alone, section) - 5)
  }
  expect(numbers(alone, 'road/a1-05/traffic', 'speed').at(-1)?.value).toBeGreaterThan(80)
})

test('a door that is closed and a second compressor bring the cold back', () => {
  const controlled = play(coldChain, 55, ({ topic, payload }) => {
    const [, id = '', kind] = topic.split('/')
    if (kind !== 'temperature' || (payload as { celsius: number }).celsius <= 8) return []
    return [{ id, payload: { door: 'closed', compressor2: true } }]
  })
  for (const room of ['room-2', 'room-3']) {
    const celsius = numbers(controlled, `cold/${room}/temperature`, 'celsius').map(({ value }) => value)
    expect(Math.max(...celsius)).toBeLessThan(10)
    expect(celsius.at(-1)).toBeLessThan(5)
  }
})

test('a truck without radio sends what it kept, at once and in order', () => {
  const truck = numbers(play(coldChain, 20), 'cold/truck-2/temperature', 'ts')
  expect(truck.map(({ value }) => value)).toEqual(Array.from({ length: 20 }, (_, at) => (at + 1) * 1_000))
  expect(truck.filter(({ at }) => at >= 6 && at < 16)).toEqual([])
  expect(truck.filter(({ at }) => at === 16)).toHaveLength(11)
})

test('commands that make no sense change nothing', () => {
  const nonsense: readonly Command[] = [
    { id: 'pump-3', payload: { speed: 'fast' } },
    { id: '__proto__', payload: { speed: 1 } },
    { id: 'a1-05', payload: { limit: null } },
    { id: 'room-2', payload: { door: 'open', compressor2: 'yes' } },
  ]
  for (const domain of [machines, road, coldChain] as unknown as Domain<unknown>[]) {
    const [state] = [domain.initial()]
    const calm = domain.step(state, [], 1_000, 1, seededRandom(1))
    expect(domain.step(state, nonsense, 1_000, 1, seededRandom(1))).toEqual(calm)
  }
})
