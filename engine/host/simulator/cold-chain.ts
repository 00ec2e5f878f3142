import { type Command, type Domain, measured, type Message, settle } from './domain.ts'

interface Room {
  readonly id: string
  readonly celsius: number
  readonly open: boolean
  readonly compressor2: boolean
  readonly told: boolean
  /** Readings that wait for the radio. */
  readonly held: readonly Message[]
}

export interface ColdChain {
  readonly seconds: number
  readonly rooms: readonly Room[]
}

const ids = ['room-1', 'room-2', 'room-3', 'truck-1', 'truck-2']

/** Readings that a truck keeps while it is without radio. */
const heldAtMost = 100

/** Cold rooms and trucks: doors stay open, a compressor is weak, a truck is out of reach of the radio. */
export const coldChain: Domain<ColdChain> = {
  period: 1_000,
  commands: 'cold/+/command',
  ids,
  expected: '{ "compressor2": true or false } or { "door": "closed" }',
  understands: ({ compressor2, door }) => typeof compressor2 === 'boolean' || door === 'closed',
  initial: () => ({
    seconds: 0,
    rooms: ids.map((id) => ({
      id,
      celsius: 4,
      open: false,
      compressor2: false,
      told: false,
      held: [],
    })),
  }),
  step: (state, commands, now, dt, random) => {
    const seconds = state.seconds + dt
    const messages: Message[] = []
    const rooms = state.rooms.map((before): Room => {
      const room = command(leaveOpen(before, state.seconds, seconds), commands)
      const { id, open, compressor2 } = room
      const celsius = settle(room.celsius, target(room, seconds), open ? 10 : 9, dt)
      const door = open ? 'open' : 'closed'
      const says = { topic: `cold/${id}/state`, payload: { door, compressor2, ts: now }, retain: true }
      const reading = {
        topic: `cold/${id}/temperature`,
        payload: { celsius: measured(celsius, 0.1, 2, random), ts: now },
      }
      const ready = [...room.held, ...(room.told ? [] : [says]), reading]
      const silent = hasNoRadio(id, seconds)
      if (!silent) messages.push(...ready)
      return { ...room, celsius, told: true, held: silent ? ready.slice(-heldAtMost) : [] }
    })
    return { state: { seconds, rooms }, messages }
  },
}

/** Somebody leaves a door open, at 3 s and every minute after. */
function leaveOpen(room: Room, before: number, seconds: number): Room {
  const opens = room.id === 'room-2' && (before + 57) % 60 > (seconds + 57) % 60
  return opens && !room.open ? { ...room, open: true, told: false } : room
}

function hasNoRadio(id: string, seconds: number): boolean {
  const phase = seconds % 40
  return id === 'truck-2' && phase >= 6 && phase < 16
}

/** Where the temperature would settle. */
function target({ id, open, compressor2 }: Room, seconds: number): number {
  const phase = seconds % 90
  const weak = id === 'room-3' && phase >= 4 && phase < 34
  const warm = open ? 18 : weak ? 14 : 4
  return compressor2 ? Math.max(2, warm - 10) : warm
}

function command(room: Room, commands: readonly Command[]): Room {
  let { compressor2, open } = room
  for (const { id, payload } of commands) {
    if (id !== room.id) continue
    if (typeof payload['compressor2'] === 'boolean') compressor2 = payload['compressor2']
    if (payload['door'] === 'closed') open = false
  }
  if (compressor2 === room.compressor2 && open === room.open) return room
  return { ...room, compressor2, open, told: false }
}
