import { formatDuration } from '../../model/duration.ts'
import type { AcrossNote } from '../../operator/setting.ts'
import { greatestCommonDivisor } from './cuts/hopping.ts'

/** What counts where the settings of a window are seen together; those of other shapes are not there. */
interface Seen {
  readonly shape: string
  readonly size: number
  readonly every: number
  readonly step: number
  readonly events: number
  readonly everyEvents: number | undefined
}

/** A window is made of no more panes: each costs for every key. */
const mostPanes = 10_000

/** Sizes that do not go together. */
export function problemsOf(settings: Seen): readonly AcrossNote[] {
  const { shape, size, every, step, events, everyEvents = events } = settings
  if (shape === 'cumulate' && size % step !== 0)
    return [
      {
        setting: 'step',
        code: 'no-multiple',
        message: `${formatDuration(size)} is no multiple of ${formatDuration(step)}`,
        expected: 'a step that the size is a multiple of',
      },
    ]
  if (shape === 'hopping' && every > size)
    return [
      {
        setting: 'every',
        code: 'gaps',
        severity: 'warning',
        message: `${formatDuration(every - size)} of each ${formatDuration(every)} are in no window: what happens then is dropped`,
        expected: `no more than the size, ${formatDuration(size)}`,
        remedy: `to sum up everything, set every to ${formatDuration(size)} or less`,
      },
    ]
  const panes =
    shape === 'cumulate' ? size / step : shape === 'hopping' ? size / greatestCommonDivisor(size, every) : 0
  if (panes > mostPanes)
    return [
      {
        setting: shape === 'cumulate' ? 'step' : 'every',
        code: 'too-many-panes',
        message: `a window would have ${panes} parts, each as long as what its size and the step have in common`,
        expected: `at most ${mostPanes}`,
        remedy: 'take a step that the size is a multiple of, and not as many of them',
      },
    ]
  if (shape === 'count' && events / greatestCommonDivisor(events, everyEvents) > mostPanes)
    return [
      {
        setting: 'everyEvents',
        code: 'too-many-panes',
        message: `a window would have ${events / greatestCommonDivisor(events, everyEvents)} parts`,
        expected: `at most ${mostPanes}`,
        remedy: 'take a number that both can be divided by',
      },
    ]
  return []
}
