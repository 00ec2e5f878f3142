import type { Run } from '../../../frame.ts'
import { parseDuration } from '../../../../model/duration.ts'

/** What reading one costs beside its characters. */
const LOOKS_TO_READ = 64

/** No duration that anyone writes is longer. */
const LONGEST = 100

/** A duration as settings have it, in ms; undefined where the text is none. */
export function readDuration(run: Run, text: string): number | undefined {
  run.look(LOOKS_TO_READ + 2 * Math.min(text.length, LONGEST))
  return text.length > LONGEST ? undefined : parseDuration(text)
}

/** One above zero. */
export function readSpan(run: Run, text: string): number | undefined {
  const span = readDuration(run, text)
  return span === undefined || span <= 0 ? undefined : span
}
