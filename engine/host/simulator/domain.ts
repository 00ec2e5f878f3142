import type { Json } from '../../core/model/json.ts'

/** Gives numbers in [0, 1). */
export type Random = () => number

/** Something a simulated machine publishes. */
export interface Message {
  readonly topic: string
  readonly payload: Json
  readonly retain?: boolean
}

/** A command that came for one of them: `id` is the level of the topic that names it. */
export interface Command {
  readonly id: string
  readonly payload: Readonly<Record<string, unknown>>
}

export interface Step<State> {
  readonly state: State
  readonly messages: readonly Message[]
}

/** A part of the plant: plain state and a function from one moment to the next, without I/O. */
export interface Domain<State> {
  /** How often it is stepped, ms. */
  readonly period: number
  /** The topic of its commands, with `+` where the id stands. */
  readonly commands: string
  /** Those that take commands. */
  readonly ids: readonly string[]
  /** What a command may hold, in words. */
  readonly expected: string
  understands(payload: Command['payload']): boolean
  initial(): State
  /** `now`: ms since the epoch; `dt`: seconds since the step before. */
  step(state: State, commands: readonly Command[], now: number, dt: number, random: Random): Step<State>
}

/** A value with a little noise around it, rounded to so many digits. */
export function measured(value: number, noise: number, digits: number, random: Random): number {
  const scattered = value + (random() + random() + random() - 1.5) * noise
  return Number(scattered.toFixed(digits))
}

/** Moves towards where a thing would settle, at the pace of its time constant (s). */
export function settle(value: number, target: number, constant: number, dt: number): number {
  return value + (target - value) * (1 - Math.exp(-dt / constant))
}
