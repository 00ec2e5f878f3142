import type { AcrossNote } from '../../operator/setting.ts'
import { problemsOf as windowProblemsOf } from '../window/window-problems.ts'

/** What counts where the settings are seen together; those of other shapes are not there. */
interface Seen {
  readonly shape: string
  readonly size: number
  readonly every: number
  readonly n: number
  readonly from: number
  readonly maxEvents: number
}

/** Settings that do not go together. */
export function problemsOf({ shape, size, every, n, from, maxEvents }: Seen): readonly AcrossNote[] {
  if (from > n)
    return [
      {
        setting: 'from',
        code: 'no-rank',
        message: `no rank is at least ${from} and at most ${n} (setting n)`,
        expected: 'no more than n',
        remedy: `n is the last rank wanted: for so many from rank ${from} on, write n as ${from + n - 1}`,
      },
    ]
  if (n > maxEvents)
    return [
      {
        setting: 'n',
        code: 'more-than-held',
        message: `${n} events of a key are wanted, but no more than ${maxEvents} are held (setting maxEvents)`,
        expected: 'no more than maxEvents',
        remedy: `raise maxEvents to ${n} at least`,
      },
    ]
  // Panes are as in windows; what else is looked at there is not here.
  return windowProblemsOf({ shape, size, every, step: 1, events: 1, everyEvents: undefined })
}
