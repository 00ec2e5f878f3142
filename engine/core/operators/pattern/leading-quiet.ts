import { type Advanced, advance, type Look } from './advance.ts'
import { beginning } from './attempt.ts'
import type { Progress } from './pattern-state.ts'
import type { Absent, Pattern } from './plan.ts'

interface Quiet {
  readonly advanced: Advanced
  readonly progress: Pick<Progress, 'quiet' | 'quieting'>
}

/**
 * What an event makes of the quiet that a pattern begins with. A quiet time begins at `since`, and with each event that
 * must not happen; once it is over, what comes counts as the next step.
 */
export function quietAfter(
  pattern: Pattern,
  leading: Absent,
  before: Progress,
  look: Look,
  since: number,
): Quiet {
  const { time } = look.event
  let { quiet, quieting } = before
  if (before.event === 0) quieting = beginning(pattern, since)
  if (quieting !== null && time >= quieting.last + (leading.duration ?? 0)) {
    quiet = quieting
    quieting = null
  }
  const advanced = quiet === null ? { taken: [] } : advance(pattern, quiet, look)
  const isDisturbed =
    time >= (quieting?.last ?? time) && look.fits(leading.where, quiet ?? beginning(pattern, time))
  if (isDisturbed) quieting = beginning(pattern, time)
  return {
    advanced: { taken: advanced.taken, left: undefined },
    progress: { quiet: ('left' in advanced ? advanced.left : undefined) ?? null, quieting },
  }
}
