import { loadTime, saveTime, type SavedTime } from './saved-time.ts'

interface Input {
  watermark: number
  idle: boolean
}

export interface SavedCombination<Id> {
  readonly inputs: readonly (readonly [id: Id, watermark: SavedTime, idle: boolean])[]
  readonly watermark: SavedTime
  readonly largestIdle: SavedTime
}

/**
 * The watermark of several inputs together: the least of those that are active and not behind. An input that resumes
 * below what was sent counts again once it has caught up; when all are idle the largest counts. It never goes back.
 *
 * Inputs are told apart by any value: the number of a wire, or a key. One that is expected holds everything back until
 * its first watermark; one that turns up unexpected does not.
 */
export class CombineWatermarks<Id> {
  private readonly inputs = new Map<Id, Input>()
  /** Candidates for the least, as a heap; an entry whose input has moved on since is passed over. */
  private readonly heap: { readonly id: Id; readonly watermark: number }[] = []
  private active = 0
  private largestIdle = Number.NEGATIVE_INFINITY

  /** What holds for all inputs together; -Infinity before the first. */
  watermark = Number.NEGATIVE_INFINITY

  constructor(expected: readonly Id[] = []) {
    for (const id of expected) this.move(id, Number.NEGATIVE_INFINITY, false)
  }

  /** An input moves, pauses or resumes. Returns whether the watermark of all has risen. */
  move(id: Id, watermark: number, idle: boolean): boolean {
    const input = this.inputs.get(id)
    if (input === undefined) {
      this.inputs.set(id, { watermark, idle })
      if (!idle) this.active++
    } else {
      if (idle !== input.idle) this.active += idle ? -1 : 1
      input.watermark = Math.max(input.watermark, watermark)
      input.idle = idle
    }
    const now = input?.watermark ?? watermark
    if (idle) this.largestIdle = Math.max(this.largestIdle, now)
    else if (now >= this.watermark) this.push(id, now)
    return this.rise()
  }

  /** An idle input is gone: nothing is kept of it, and what has risen by it stays. */
  remove(id: Id): void {
    if (this.inputs.get(id)?.idle === true) this.inputs.delete(id)
  }

  /** An idle input begins anew: it stays idle, and what it has had before counts no longer. */
  renew(id: Id): void {
    const input = this.inputs.get(id)
    if (input?.idle === true) input.watermark = Number.NEGATIVE_INFINITY
  }

  /** No input is active. */
  get resting(): boolean {
    return this.active === 0
  }

  /** The input holds everything back, since it has had no watermark yet. */
  silent(id: Id): boolean {
    const input = this.inputs.get(id)
    return input !== undefined && !input.idle && input.watermark === Number.NEGATIVE_INFINITY
  }

  save(): SavedCombination<Id> {
    return {
      inputs: [...this.inputs].map(([id, { watermark, idle }]) => [id, saveTime(watermark), idle]),
      watermark: saveTime(this.watermark),
      largestIdle: saveTime(this.largestIdle),
    }
  }

  load(saved: SavedCombination<Id>): void {
    this.inputs.clear()
    for (const [id, watermark, idle] of saved.inputs) {
      this.inputs.set(id, { watermark: loadTime(watermark), idle })
    }
    this.active = saved.inputs.filter(([, , idle]) => !idle).length
    this.watermark = loadTime(saved.watermark)
    this.largestIdle = loadTime(saved.largestIdle)
    this.rebuild()
  }

  private rise(): boolean {
    const least = this.active === 0 ? this.largestIdle : this.leastActive()
    if (least === undefined || least <= this.watermark) return false
    this.watermark = least
    return true
  }

  private leastActive(): number | undefined {
    for (;;) {
      const top = this.heap[0]
      if (top === undefined) return undefined
      const input = this.inputs.get(top.id)
      const counts = input !== undefined && !input.idle && top.watermark >= this.watermark
      if (counts && input.watermark === top.watermark) return top.watermark
      this.pop()
    }
  }

  private push(id: Id, watermark: number): void {
    if (this.heap.length > 64 + 4 * this.inputs.size) this.rebuild()
    let at = this.heap.length
    const entry = { id, watermark }
    this.heap.push(entry)
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = this.heap[parent]
      if (above === undefined || above.watermark <= watermark) break
      this.heap[at] = above
      at = parent
    }
    this.heap[at] = entry
  }

  private pop(): void {
    const last = this.heap.pop()
    if (last === undefined || this.heap.length === 0) return
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      let below = this.heap[child]
      if (below === undefined) break
      const right = this.heap[child + 1]
      if (right !== undefined && right.watermark < below.watermark) {
        below = right
        child++
      }
      if (below.watermark >= last.watermark) break
      this.heap[at] = below
      at = child
    }
    this.heap[at] = last
  }

  private rebuild(): void {
    this.heap.length = 0
    for (const [id, input] of this.inputs) {
      if (!input.idle && input.watermark >= this.watermark) this.push(id, input.watermark)
    }
  }
}
