import type { Event } from '../model/event.ts'

/** Where a node's events leave, during one turn. Nothing is collected while nobody listens; it is counted all the same. */
export class OutPort {
  readonly name: string
  /** Events on it may be at or behind the watermark. */
  readonly late: boolean
  listened = false
  events: Event[] = []
  ordinals: number[] = []
  /** How many events have left since the start. */
  sent = 0

  constructor(name: string, late: boolean) {
    this.name = name
    this.late = late
  }

  push(event: Event, ordinal: number): void {
    this.sent++
    if (!this.listened) return
    this.events.push(event)
    this.ordinals.push(ordinal)
  }

  /** Takes back what was pushed last. */
  pop(): void {
    this.sent--
    if (!this.listened) return
    this.events.pop()
    this.ordinals.pop()
  }

  /** Hands over what was collected and begins anew. */
  take(): { events: readonly Event[]; ordinals: readonly number[] } {
    const { events, ordinals } = this
    if (events.length > 0) {
      this.events = []
      this.ordinals = []
    }
    return { events, ordinals }
  }
}
