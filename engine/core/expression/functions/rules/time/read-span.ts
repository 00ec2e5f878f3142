import { parseDuration } from '../../../../model/duration.ts'

/** No duration that anyone writes is longer. */
const LONGEST = 100

/** A duration as settings have it, in ms; undefined where the text is none. */
export const readDuration = (text: string): number | undefined =>
  text.length > LONGEST ? undefined : parseDuration(text)

/** One above zero. */
export function readSpan(text: string): number | undefined {
  const span = readDuration(text)
  return span === undefined || span <= 0 ? undefined : span
}
