import { parseDuration } from '../model/duration.ts'
import type { Key } from '../model/event.ts'
import type { Json, JsonObject } from '../model/json.ts'

/**
 * An example of an operator: shown in the reference and the editor's help, and run as a test. What is given to the
 * inputs arrives in order of time (of one time, in the order of the inputs as declared; within an input, in the order
 * listed). The watermark follows one millisecond behind the greatest time given, the wall stands at it, and at the end
 * all time passes.
 */
export interface Example<Input extends string = string, Port extends string = string> {
  readonly title: string
  readonly settings: JsonObject
  readonly given: { readonly [name in Input | 'answers']?: readonly ExampleElement[] }
  /** What leaves by each port, in order; a port that is not named must stay silent. `sent` is what a sink sends. */
  readonly expect: { readonly [name in Port | 'error' | 'sent']?: readonly ExpectedEvent[] }
  /** False: the input pauses here instead of ending. */
  readonly ends?: false
}

export interface ExampleEvent {
  readonly kind: 'event'
  readonly time: number
  readonly payload: Json
  readonly key: Key
  readonly topic?: string
  readonly properties?: JsonObject
  /** Wall instant of its arrival; by default the greatest time given so far. */
  readonly at?: number
}

/** What comes in answer to a question that a node has asked for this key. */
export interface ExampleAnswer {
  readonly kind: 'answer'
  readonly time: number
  readonly question: string
  readonly payload: Json
  readonly key: Key
  readonly problem?: { readonly code: string; readonly message: string }
}

export type ExampleElement =
  | ExampleEvent
  | ExampleAnswer
  | { readonly kind: 'watermark'; readonly time: number }
  | { readonly kind: 'wall'; readonly time: number }

/** What is expected to leave: an event, or, on `error`, only the code of the problem. */
export type ExpectedEvent = ExampleEvent | { readonly kind: 'problem'; readonly code: string }

type Time = number | string

function milliseconds(time: Time): number {
  const parsed = parseDuration(time)
  if (parsed === undefined)
    throw new Error(`an example's time is a whole number of ms or a duration, got ${time}`)
  return parsed
}

/** An event at a time (ms, or a duration such as '5s'). */
export function at(
  time: Time,
  payload: Json,
  more: { key?: Key; topic?: string; properties?: JsonObject; at?: Time } = {},
): ExampleEvent {
  const { key = null, at: arrived, ...rest } = more
  return {
    kind: 'event',
    time: milliseconds(time),
    payload,
    key,
    ...rest,
    ...(arrived === undefined ? {} : { at: milliseconds(arrived) }),
  }
}

/** At an instant of the wall an answer comes, or, with a problem, none. */
export const answer = (
  time: Time,
  question: string,
  payload: Json,
  { key = null, problem }: { key?: Key; problem?: string } = {},
): ExampleAnswer => ({
  kind: 'answer',
  time: milliseconds(time),
  question,
  payload,
  key,
  ...(problem === undefined ? {} : { problem: { code: problem, message: problem } }),
})

/** No event with a time at or below this one is expected any more. */
export const watermark = (time: Time): ExampleElement => ({ kind: 'watermark', time: milliseconds(time) })

/** The wall reaches this instant. */
export const wall = (time: Time): ExampleElement => ({ kind: 'wall', time: milliseconds(time) })

/** A dead letter with this code. */
export const problem = (code: string): ExpectedEvent => ({ kind: 'problem', code })
