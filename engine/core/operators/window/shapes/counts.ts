import { copyJson } from '../../../model/json.ts'
import { greatestCommonDivisor } from '../cuts/hopping.ts'
import { forgetMerged, summaryOf } from '../pane-tree.ts'
import { demandRoom } from '../results.ts'
import type { Common, WindowHooks } from './shape.ts'

/**
 * Windows of so many events, in the order in which they arrive; a result comes every so many of them. `partial`: from the
 * first on, over what there is. Time does nothing to them.
 */
export function counts(size: number, every: number, isPartial: boolean, settings: Common): WindowHooks {
  const { summary, maxEvents } = settings
  const width = greatestCommonDivisor(size, every)
  return {
    on: {
      in: (event, { ordinal, emit }, state) => {
        const { panes, rows, arrived } = state
        const before = arrived.get() ?? 0
        const count = before + 1
        const pane = Math.floor(before / width)
        demandRoom(summary, rows, maxEvents)
        const isDue = count % every === 0 && (isPartial || count >= size)
        const held = panes.get(pane) ?? summary.start()
        // The result is made of what may still fail, so that the event would not count at all.
        const own = isDue ? copyJson(held) : held
        summary.add(own, event, ordinal)
        panes.set(pane, own)
        // Collected events are kept by their number, which is their time here.
        if (summary.collects) rows.append(before, { ordinal: before, event })
        arrived.set(count)
        if (!isDue) return
        const from = Math.max(0, count - size)
        const whole = summaryOf(state, summary, Math.floor(from / width), pane + 1, true) ?? summary.start()
        const events = summary.collects ? rows.entries(from, before).map(({ value }) => value.event) : []
        emit('out', summary.result({}, whole, events))
        const kept = Math.max(0, count + every - size)
        for (let old = Math.floor(from / width); old < Math.floor(kept / width); old++) {
          forgetMerged(state, old)
          panes.delete(old)
        }
        if (summary.collects) rows.dropBefore(kept)
      },
    },
  }
}
