import { type Command, type Domain, measured, type Message, type Random } from './domain.ts'

interface Section {
  readonly id: string
  /** km/h, on its sign. */
  readonly limit: number
  /** Vehicles per km, both lanes. */
  readonly density: number
  /** Vehicles an hour that left it in the last step. */
  readonly flow: number
  readonly told: boolean
}

export interface Road {
  readonly seconds: number
  readonly sections: readonly Section[]
}

const ids = [1, 2, 3, 4, 5, 6].map((number) => `a1-0${number}`)

/** The road runs so much faster than a real one, so that a queue can be watched as it grows. */
const haste = 8
const kilometres = 0.5
/** Vehicles an hour, both lanes. */
const inflow = 3_000
const capacity = 4_400
/** Vehicles per km at a standstill, and the speed at which a queue grows backwards, km/h. */
const jam = 200
const backward = 20
/** Percent of the time a detector is covered, per vehicle and km. */
const coverage = 0.48

/**
 * A road in sections: vehicles move on as far as the next section has room (the cell transmission model, Daganzo 1994).
 * Now and then a lorry blocks a lane of the fifth.
 */
export const road: Domain<Road> = {
  period: 1_000,
  commands: 'road/+/limit',
  ids,
  expected: '{ "limit": 30 to 130 }',
  understands: ({ limit }) => typeof limit === 'number',
  initial: () => ({
    seconds: 0,
    sections: ids.map((id) => ({
      id,
      limit: 120,
      density: inflow / 120,
      flow: inflow,
      told: false,
    })),
  }),
  step: (state, commands, now, dt, random) => {
    const seconds = state.seconds + dt
    const signed = state.sections.map((section) => command(section, commands))
    const sections = move(signed, seconds, dt, random)
    const messages = sections.flatMap(({ id, limit, density, flow, told }): Message[] => [
      ...(told ? [] : [{ topic: `road/${id}/sign`, payload: { limit, ts: now }, retain: true }]),
      {
        topic: `road/${id}/traffic`,
        payload: {
          occupancy: Math.max(0, measured(density * coverage, 0.5, 1, random)),
          speed: Math.max(0, measured(Math.min(limit, flow / Math.max(1, density)), 2, 1, random)),
          flow: Math.round(flow),
          ts: now,
        },
      },
    ])
    return { state: { seconds, sections: sections.map((section) => ({ ...section, told: true })) }, messages }
  },
}

function command(section: Section, commands: readonly Command[]): Section {
  let wanted = section.limit
  for (const { id, payload } of commands) {
    const { limit } = payload
    if (id === section.id && typeof limit === 'number') wanted = Math.min(130, Math.max(30, limit))
  }
  return wanted === section.limit ? section : { ...section, limit: wanted, told: false }
}

function move(sections: readonly Section[], seconds: number, dt: number, random: Random): readonly Section[] {
  // What leaves each section: what wants to, as far as the next one takes it.
  const leaving = sections.map((section, at) => {
    const next = sections[at + 1]
    const wants = Math.min(section.density * section.limit, throughput(section, seconds))
    return next === undefined ? wants : Math.min(wants, room(next))
  })
  const first = sections[0]
  const entering = first === undefined ? 0 : Math.min(inflow * (0.95 + random() * 0.1), room(first))
  const hours = (dt * haste) / 3_600
  return sections.map((section, at) => {
    const arriving = at === 0 ? entering : (leaving[at - 1] ?? 0)
    const flow = leaving[at] ?? 0
    const density = section.density + ((arriving - flow) * hours) / kilometres
    return { ...section, flow, density: Math.min(jam, Math.max(0, density)) }
  })
}

/** Slower traffic lets fewer through; so does a lane that is blocked. */
function throughput({ id, limit }: Section, seconds: number): number {
  const phase = seconds % 100
  const blocked = id === 'a1-05' && phase >= 3 && phase < 33
  return capacity * Math.min(1, limit / 100) * (blocked ? 0.25 : 1)
}

function room({ density }: Section): number {
  return Math.min(capacity, backward * (jam - density))
}
