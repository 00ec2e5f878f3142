import { deepEqual } from '../../expression/values/value.ts'
import { withOne } from './ranked-list.ts'
import { measureOf } from './measure.ts'
import { type Common, demandRoom, noValue, type TopHooks } from './top-state.ts'

/** The best of all events so far, in the order in which they come; given anew whenever what is given changes. */
export function runningTop(common: Common): TopHooks {
  const { by, best, shown } = common
  return {
    on: {
      in: (event, { drop, emit }, { list }) => {
        const before = list.get() ?? []
        // It has to tell those in the list apart, and no others.
        const number = before.reduce((most, { number }) => Math.max(most, number), 0) + 1
        const measure = by === undefined ? number : measureOf(by, event)
        if (measure === undefined) return drop(noValue)
        const after = withOne(before, { by: measure, number, payload: event.payload }, best)
        if (after === before) return
        demandRoom(after.length, common)
        list.set(after)
        const top = shown(after)
        // One may take the place of its like, or be better than what is wanted. By default its time is that of the
        // event, or just above the watermark where that is late: it changes the list all the same.
        if (!deepEqual(top, shown(before))) emit('out', { top })
      },
    },
  }
}
