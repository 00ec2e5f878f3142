import type { DeadLetter } from '../../core/model/dead-letter.ts'
import { type Event, makeEvent } from '../../core/model/event.ts'
import type { Json, JsonObject } from '../../core/model/json.ts'
import { remains } from '../connectors/decode.ts'
import { heapSize } from './heap-size.ts'

/** What is kept of dead letters at most. */
const mostLetters = 1_000
const mostBytes = 16 * 1024 * 1024

/** Above this a part of an event is kept in part only, bytes in memory. */
const largest = 16 * 1024

/** So many characters are kept of a message. */
const longestMessage = 1_000

/** What a letter takes beside the parts of its event, bytes. */
const overhead = 500

/**
 * The last dead letters of a flow, oldest first, bounded in number and in bytes: what is large is cut, with a word on
 * how large it was, and the oldest are let go.
 */
export class KeptLetters {
  /** How many there were in all. */
  count = 0
  private letters: DeadLetter[] = []
  private sizes: number[] = []
  private bytes = 0

  get list(): readonly DeadLetter[] {
    return this.letters
  }

  /** How many are not kept any more. */
  get letGo(): number {
    return this.count - this.letters.length
  }

  add(letter: DeadLetter): void {
    const kept = cutLetter(letter)
    const size = overhead + kept.problem.message.length + sizeOf(kept.event)
    this.count++
    this.letters.push(kept)
    this.sizes.push(size)
    this.bytes += size
    while (this.letters.length > mostLetters || this.bytes > mostBytes) {
      this.letters.shift()
      this.bytes -= this.sizes.shift() ?? 0
    }
  }
}

/** A letter of which what is large is cut, with a word on how large it was. */
export function cutLetter(letter: DeadLetter): DeadLetter {
  const { event, problem } = letter
  const isLong = problem.message.length > longestMessage
  const message = isLong ? `${ownText(problem.message.slice(0, longestMessage))}...` : problem.message
  return { ...letter, event: cutEvent(event), problem: { code: problem.code, message } }
}

function cutEvent(event: Event): Event {
  if (sizeOf(event) <= largest) return event
  const { payload, time, key, topic, params, properties } = event
  const keyIsLarge = heapSize(key) > largest
  return makeEvent(
    cut(payload),
    time,
    keyIsLarge ? JSON.stringify(cut(key)) : key,
    topic,
    params,
    properties === undefined || heapSize(properties) <= largest
      ? properties
      : (cut(properties) as JsonObject), // it is too large, so that `remains` describes it
  )
}

/** A value, or the beginning of what is large: `{ text, bytes, cut: true }`. */
function cut(value: Json): Json {
  const size = heapSize(value)
  if (size <= largest) return value
  try {
    return remains(Buffer.from(JSON.stringify(value)))
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { text: '', bytes: size, cut: true } // longer than a text can be
  }
}

function sizeOf({ payload, topic, key, params, properties }: Event): number {
  return (
    heapSize(payload) +
    heapSize(key) +
    heapSize(topic ?? null) +
    heapSize(params ?? null) +
    heapSize(properties ?? null)
  )
}

/** A copy: a piece of a text that is long would keep all of it in memory. */
const ownText = (text: string): string => Buffer.from(text).toString()
