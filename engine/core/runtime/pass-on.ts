import type { Watermarks } from './batch.ts'
import type { Outlet, WiredNode } from './wiring.ts'

/** Before a node does its turn: it collects for those ports that someone wants to hear. */
export function listen({ outlets }: WiredNode): void {
  for (let at = 0; at < outlets.length; at++) {
    const { port, stream, targets } = outlets[at] as Outlet
    port.listened = targets.length > 0 || stream.isHeard
  }
}

/** Sends on what a node has made in its turn: to the nodes behind it, and to whoever looks on. */
export function send({ outlets }: WiredNode, watermarks: Watermarks): void {
  for (let at = 0; at < outlets.length; at++) {
    const { port, stream, targets } = outlets[at] as Outlet
    if (!port.listened) continue
    const batch = port.take(watermarks)
    for (let to = 0; to < targets.length; to++) {
      const { inbox, wire } = targets[to] as Outlet['targets'][number]
      inbox[wire] = batch
    }
    if (stream.isHeard) stream.next(batch)
  }
}
