import { OperatorNode } from './operator-node.ts'
import type { Wired } from './wiring.ts'

/** Nodes behind sources whose time goes on key by key remember which timers are set. */
export function watchTimers({ nodes }: Wired): void {
  for (const { runner } of nodes) runner.timers.armed = []
}

/** Sources whose time goes on by itself, key by key, hear which timers wait for it. */
export function tellTimers({ nodes, sources, downstream }: Wired): void {
  for (const { id, running } of sources) {
    if (!running.perKey) continue
    for (const { runner, running: below } of downstream.get(id) ?? []) {
      if (!(below instanceof OperatorNode) || !below.keepsTimePerKey) continue
      for (const { live, cell } of runner.timers.armed ?? []) if (live) running.clocks.timerSet(cell.key)
    }
  }
  for (const { runner } of nodes) runner.timers.armed = []
}
