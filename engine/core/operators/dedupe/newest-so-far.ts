import { type Common, type DedupeHooks, tooMany } from './dedupe-state.ts'

/** Each event that is not older than all of its identity before it goes on at once. */
export const newestSoFar = ({ identityOf, most }: Common): DedupeHooks => ({
  on: {
    in: (event, { watermark, late, forward, wake }, { newest }) => {
      const { time } = event
      if (time <= watermark) return late()
      const name = identityOf(event)
      const before = newest.get(name)
      if (before !== undefined && time < before) return forward('rest')
      // Where all that is older would be late, there is nothing to remember.
      if (time > watermark + 1) {
        if (before === undefined && newest.size >= most) throw tooMany(most)
        newest.set(name, time)
        wake(name, time - 1, 'event')
      }
      forward('out')
    },
  },
  onTimer: ({ name }, _context, { newest }) => newest.delete(name),
})
