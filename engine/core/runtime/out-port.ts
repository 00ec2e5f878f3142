import { Failure } from '../model/failure.ts'
import type { Event } from '../model/event.ts'
import type { Batch, Watermarks } from './batch.ts'

/**
 * So many events may leave by one port for one element. Whole numbers of devices whose windows close at one moment fit;
 * what multiplies at every node, as lists split again and again do, does not.
 */
const mostAtOnce = 1_000_000

/** Where a node's events leave, during one turn. Nothing is collected while nobody listens; it is counted all the same. */
export class OutPort {
  readonly name: string
  /** Events on it may be at or behind the watermark. */
  readonly late: boolean
  listened = false
  private events: Event[] = none
  private ordinals: number[] = none
  private count = 0
  private taken = 0
  private unheard = 0
  /** The last element for which something was handed over, and how much: a turn that was left may go on with it. */
  private latest = Number.NaN
  private before = 0

  constructor(name: string, late: boolean) {
    this.name = name
    this.late = late
  }

  /** How many events have left since the start. */
  get sent(): number {
    return this.taken + this.unheard + this.count
  }

  /** So many had left before a restart. */
  countBefore(sent: number): void {
    this.unheard += sent
  }

  /** Up to so many events are to be pushed at once; making room for them beforehand is cheaper than growing. */
  expect(count: number): void {
    if (count < 8 || !this.listened || this.count > 0) return
    /* oxlint-disable unicorn/no-new-array -- room is what is wanted, and nothing else makes it */
    this.events = new Array<Event>(count)
    this.ordinals = new Array<number>(count)
    /* oxlint-enable unicorn/no-new-array */
  }

  /** Whether no more may leave for this element. */
  isFull(ordinal: number): boolean {
    const { count } = this
    if (ordinal === this.latest) return this.before + count >= mostAtOnce
    return count >= mostAtOnce && this.ordinals[count - mostAtOnce] === ordinal
  }

  /** Throws a `Failure` where it is full. */
  push(event: Event, ordinal: number): void {
    if (this.listened) {
      const at = this.count
      if (at + this.before >= mostAtOnce && this.isFull(ordinal)) throw tooMany(this.name)
      this.count++
      if (at === 0 && this.events.length === 0) {
        // Written down they have room for one; made empty and pushed to, for seventeen.
        this.events = [event]
        this.ordinals = [ordinal]
        return
      }
      this.events[at] = event
      this.ordinals[at] = ordinal
    } else {
      this.unheard++
    }
  }

  /** Takes back what was pushed last. */
  pop(): void {
    if (this.listened) this.count--
    else this.unheard--
  }

  /** How many were pushed in this turn, and those from a place on. */
  get length(): number {
    return this.count
  }

  from(place: number): readonly Event[] {
    return this.events.slice(place, this.count)
  }

  /** Hands over what was collected, beside the moves of the watermark, and begins anew. */
  take(watermarks: Watermarks): Batch {
    const { events, ordinals, count } = this
    if (count === 0) return { events: nothing, ordinals: nothing, watermarks }
    if (events.length !== count) events.length = ordinals.length = count
    this.taken += count
    this.remember(ordinals)
    this.count = 0
    this.events = none
    this.ordinals = none
    return { events, ordinals, watermarks }
  }

  private remember(ordinals: readonly number[]): void {
    const last = ordinals.at(-1) as number // there are some
    let first = ordinals.length - 1
    while (first > 0 && ordinals[first - 1] === last) first--
    this.before = ordinals.length - first + (last === this.latest ? this.before : 0)
    this.latest = last
  }
}

const tooMany = (port: string): Failure =>
  new Failure(
    'too-many-events',
    `${mostAtOnce.toLocaleString('en')} events have left by ${port} for one event or moment; more is taken for a flow that multiplies without end`,
  )

const nothing: readonly never[] = []
/** Stays empty: the first push makes lists of its own. */
const none: never[] = []
