import { type Command, type Domain, measured, type Message, settle } from './domain.ts'

interface Machine {
  readonly id: string
  /** Percent, as commanded. */
  readonly speed: number
  readonly celsius: number
  /** 0: sound, 1: a bearing runs hot. */
  readonly wear: number
  /** When wear begins, s since the start; undefined: never. */
  readonly wearsAt: number | undefined
  /** Since when it stands, s. */
  readonly stoppedAt: number | undefined
  /** Whether its state was told. */
  readonly told: boolean
}

export interface Machines {
  readonly seconds: number
  readonly machines: readonly Machine[]
}

const ids = ['pump-1', 'pump-2', 'pump-3', 'pump-4']
const ambient = 22
const repairTime = 20
const pauseAfterRepair = 30

/** Four pumps: the bearing of one wears and heats it, the sensor of another is silent now and then. */
export const machines: Domain<Machines> = {
  period: 500,
  commands: 'machine/+/command',
  ids,
  expected: '{ "speed": 0 to 100 } or { "stop": true }',
  understands: ({ speed, stop }) => stop === true || typeof speed === 'number',
  initial: () => ({
    seconds: 0,
    machines: ids.map((id) => ({
      id,
      speed: 100,
      celsius: 60,
      wear: 0,
      wearsAt: id === 'pump-3' ? 3 : undefined,
      stoppedAt: undefined,
      told: false,
    })),
  }),
  step: (state, commands, now, dt, random) => {
    const seconds = state.seconds + dt
    const next = state.machines.map((machine) => run(command(machine, commands, seconds), seconds, dt))
    const messages = next.flatMap((machine): Message[] => {
      const { id, speed, celsius, wear, told } = machine
      const topic = `machine/${id}`
      const share = speed / 100
      const says: Message = {
        topic: `${topic}/state`,
        payload: { speed, stopped: speed === 0, ts: now },
        retain: true,
      }
      const readings: Message[] = [
        { topic: `${topic}/temperature`, payload: { celsius: measured(celsius, 0.4, 1, random), ts: now } },
        {
          topic: `${topic}/vibration`,
          payload: {
            mmPerSecond: Math.max(0, measured((2 + 6 * wear) * share, 0.2, 2, random)),
            ts: now,
          },
        },
      ]
      return [...(told ? [] : [says]), ...(isSilent(id, seconds) ? [] : readings)]
    })
    return { state: { seconds, machines: next.map((machine) => ({ ...machine, told: true })) }, messages }
  },
}

function isSilent(id: string, seconds: number): boolean {
  const phase = seconds % 60
  return id === 'pump-4' && phase >= 5 && phase < 20
}

function command(machine: Machine, commands: readonly Command[], seconds: number): Machine {
  let wanted = machine.speed
  for (const { id, payload } of commands) {
    if (id !== machine.id) continue
    const { speed, stop } = payload
    if (stop === true) wanted = 0
    else if (typeof speed === 'number') wanted = Math.min(100, Math.max(0, speed))
  }
  if (wanted === machine.speed) return machine
  return { ...machine, speed: wanted, told: false, stoppedAt: wanted === 0 ? seconds : undefined }
}

function run(machine: Machine, seconds: number, dt: number): Machine {
  const { speed, celsius, wearsAt, stoppedAt } = machine
  const share = speed / 100
  const wears = wearsAt !== undefined && seconds >= wearsAt
  const wear = wears ? Math.min(1, machine.wear + dt * share) : machine.wear
  const target = ambient + 38 * share + 60 * wear * share ** 2
  const heated = { ...machine, wear, celsius: settle(celsius, target, 14, dt) }
  const isRepaired = stoppedAt !== undefined && wear > 0 && seconds - stoppedAt >= repairTime
  if (!isRepaired) return heated
  return { ...heated, wear: 0, wearsAt: seconds + pauseAfterRepair }
}
