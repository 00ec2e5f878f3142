import { turnTime } from './turn-work.ts'

/** A flow of which nothing more is read, and what it still has to do. */
export interface Drained {
  /** Whether something that has arrived is still to be handled. */
  hasMore(): boolean
  /** Whether that has to wait, since too much waits to be sent. */
  isHeld(): boolean
  /** Handles some of it. */
  turn(): void
}

/** Handles what has arrived, until this instant of the steady clock at the latest; the process is heard in between. */
export async function drain(flow: Drained, until: number): Promise<void> {
  let heard = performance.now()
  while (flow.hasMore() && performance.now() < until) {
    const isHeld = flow.isHeld()
    if (!isHeld) flow.turn()
    if (!isHeld && performance.now() - heard < turnTime) continue
    await new Promise(setImmediate)
    heard = performance.now()
  }
}
