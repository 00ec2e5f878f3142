import type { Event, Key } from '../model/event.ts'
import type { Json, JsonObject } from '../model/json.ts'

export type TimerClock = 'event' | 'wall'

/** A timer that an operator set with `wake`, handed back when it is due. */
export interface Timer {
  readonly name: string
  /** When it was set for, ms since the epoch: event time or the wall, as `clock` says. */
  readonly time: number
  readonly clock: TimerClock
  readonly payload: Json
}

/** What a sink hands to its connector. It goes out after the commit of the turn it was made in. */
export interface Delivery {
  readonly payload: Json
  readonly topic?: string
  /** How the connector is to send it (quality of service, retain, format ...); its declaration says what it reads. */
  readonly options?: JsonObject
  /** It is a question, of this name, that the connector answers (`ask`). */
  readonly question?: string
}

export interface EmitOptions {
  /** Event time in ms; by default the time of the event or timer at hand, or just above the watermark if that has passed it. */
  readonly time?: number
  /** Where the watermark has passed the time, it is just above that. */
  readonly orLater?: true
  /** By default the key at hand. */
  readonly key?: Key
  /** Where the new event's topic, named levels and properties come from; by default it has none. */
  readonly from?: Partial<Pick<Event, 'topic' | 'params' | 'properties'>>
}

/**
 * What a hook is handed beside the event. It is valid during the call only.
 *
 * Whatever a hook does through it has happened only once the hook has returned: a hook that throws has had no effect.
 * That goes for a timer it has set again, too: what has to go on in any case needs a timer of its own.
 */
export interface Context<Port extends string = string> {
  /** The key whose state and timers are at hand; null at inputs that read all keys together. */
  readonly key: Key
  /** No event with a time at or below it is still expected (for this key, where watermarks are kept per key). -Infinity before the first. */
  readonly watermark: number
  /** The wall instant of the arrival at hand, as recorded; for a wall timer its own. */
  readonly now: number
  /** The place of the element at hand in the flow's one sequence of arrivals. */
  readonly ordinal: number
  /** A number in [0, 1) that depends on the seed, the node, the key, the ordinal and how many were drawn before. */
  random(): number
  /** A new event. Throws where its time is at or behind the watermark that the node has passed on, on a port that is not declared `late`. */
  emit(port: Port, payload: Json, options?: EmitOptions): void
  /** The event at hand goes on by this port as it is, or with another payload; it keeps its time, late or not. */
  forward(port: Port, payload?: Json): void
  /** The event at hand came too late: it is counted so and leaves by the port `late`. */
  late(): void
  /** The event at hand is let go by a rule of the flow; it is counted under the rule's name. */
  drop(rule: string): void
  /** The event at hand is kept and not done with: it is counted as waiting. */
  wait(): void
  /**
   * The event at hand is kept, to go on later with its own time: until then the watermark that is passed on stays below
   * it. For operators that declare `holds`.
   */
  hold(): void
  /** An event that is held goes on by a port, with its own time, or, without one, never does. */
  release(event: Event, port?: Port, payload?: Json): void
  /** Sets the wall timer of this name, due at once, for every key that is remembered; for inputs that read a table. */
  wakeAll(name: string): void
  /** One event that was kept is done with. */
  settle(): void
  /**
   * Something could not be made, though the hook goes on: a dead letter of `lost`, what would have gone into it, with time,
   * key, topic and properties of the event that it is `of`. For
   * what has to be let go of all the same, where a hook that throws would have had no effect.
   */
  fail(error: unknown, lost: Json, of?: Event): void
  /** Sets, or sets anew, the timer of this name for the key at hand. A wall timer is due in a later millisecond than now. */
  wake(name: string, time: number, clock: TimerClock, payload?: Json): void
  cancel(name: string): void
  /**
   * Hands a question to the connector of this node; the answer comes to `onAnswer`, for the key at hand. The name tells
   * it from others of the key that are not answered yet. Asked again under the same name, as after a restart, it is the
   * same question.
   */
  ask(question: string, delivery: Delivery): void
  /** All input has ended: no timer of the wall that is set now will fire, and no answer will come. */
  readonly ended: boolean
  /** Hands something to the connector of this node; for sinks. */
  send(delivery: Delivery): void
}
