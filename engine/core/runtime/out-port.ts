import type { Event } from '../model/event.ts'

/** Where a node's events leave, during one turn. Nothing is collected while nobody listens; it is counted all the same. */
export class OutPort {
  readonly name: string
  /** Events on it may be at or behind the watermark. */
  readonly late: boolean
  listened = false
  events: Event[] = []
  ordinals: number[] = []
  private taken = 0
  private unheard = 0

  constructor(name: string, late: boolean) {
    this.name = name
    this.late = late
  }

  /** How many events have left since the start. */
  get sent(): number {
    return this.taken + this.unheard + this.events.length
  }

  push(event: Event, ordinal: number): void {
    if (this.listened) {
      this.events.push(event)
      this.ordinals.push(ordinal)
    } else {
      this.unheard++
    }
  }

  /** Takes back what was pushed last. */
  pop(): void {
    if (this.listened) {
      this.events.pop()
      this.ordinals.pop()
    } else {
      this.unheard--
    }
  }

  /** Hands over what was collected and begins anew. */
  take(): { events: readonly Event[]; ordinals: readonly number[] } {
    const { events, ordinals } = this
    if (events.length > 0) {
      this.taken += events.length
      this.events = []
      this.ordinals = []
    }
    return { events, ordinals }
  }
}
