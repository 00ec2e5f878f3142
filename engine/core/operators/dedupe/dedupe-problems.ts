import type { AcrossNote } from '../../operator/setting.ts'
import { problemsOf as windowProblemsOf } from '../window/window-problems.ts'

/** What counts where the settings are seen together; those of other shapes are not there. */
interface Seen {
  readonly keep: string
  readonly shape: string
  readonly by: string
  readonly size: number
  readonly every: number
  readonly step: number
  readonly timeAs: string | undefined
}

/** Settings that do not go together. */
export function problemsOf({ keep, shape, by, size, every, step, timeAs }: Seen): readonly AcrossNote[] {
  if (shape === 'running') return keep === 'last' && by === 'arrival' ? [allPass] : []
  return [
    ...windowProblemsOf({ shape, size, every, step, events: 1, everyEvents: undefined }),
    ...(timeAs === 'start' || timeAs === 'end' ? [taken(timeAs)] : []),
  ]
}

const allPass: AcrossNote = {
  setting: 'by',
  code: 'all-pass',
  message: 'by arrival each event is the last so far: all would go through',
  expected: '"time" where keep is "last" and there are no windows',
  remedy: 'take it out: by time an event that is older than the newest does not go through',
}

const taken = (name: string): AcrossNote => ({
  setting: 'timeAs',
  code: 'name-taken',
  message: `${name} is the field for a bound of the window`,
  expected: 'a name for each field',
  remedy: 'choose another name, such as "at"',
})
