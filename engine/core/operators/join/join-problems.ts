import type { AcrossNote } from '../../operator/setting.ts'
import { problemsOf as windowProblemsOf } from '../window/window-problems.ts'

/** What counts where the settings of a join are seen together; those of other kinds are not there. */
interface Seen {
  readonly kind: string
  readonly match: string
  readonly from: number
  readonly to: number
  readonly shape: string
  readonly size: number
  readonly every: number
  readonly step: number
  readonly direction: string
  readonly maxAge: number
}

/** Settings that do not go together. */
export function problemsOf({
  kind,
  match,
  from,
  to,
  shape,
  size,
  every,
  step,
  direction,
  maxAge,
}: Seen): readonly AcrossNote[] {
  if (kind === 'interval' && from > to)
    return [
      {
        setting: 'from',
        code: 'empty-interval',
        message: 'no event is so much later and not later than "to" as well',
        expected: 'no more than "to"',
        remedy: 'exchange "from" and "to"',
      },
    ]
  if (kind === 'window')
    return windowProblemsOf({ shape, size, every, step, events: 1, everyEvents: undefined })
  if (kind !== 'as-of') return []
  const problems: AcrossNote[] = []
  if (match !== 'inner' && match !== 'left')
    problems.push({
      setting: 'match',
      code: 'bad-match',
      message: `a join as of a time goes by its left events: it can't be ${match}`,
      expected: '"inner" or "left"',
    })
  if (direction === 'after' && maxAge === Number.POSITIVE_INFINITY)
    problems.push({
      setting: 'maxAge',
      code: 'waits-for-ever',
      message: 'an event would wait for ever for one that never comes',
      expected: 'how long to wait, such as "1h"',
      remedy: 'give maxAge a time, such as "1h"',
    })
  return problems
}
