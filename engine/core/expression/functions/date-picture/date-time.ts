import { cache } from '../../cache.ts'
import { ExpressionError } from '../../expression-error.ts'
import { checkedPicture } from '../picture/bounds.ts'
import { written } from './format.ts'
import { read } from './parse.ts'
import type { Part } from './part.ts'
import { partsOf } from './picture.ts'
import { type Reader, readerOf } from './reader.ts'
import { minutesOf, offsetOf } from './zone.ts'

/** What $fromMillis writes without a picture. */
const ISO_8601 = '[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001][Z01:01t]'

const keptParts = cache<readonly Part[]>()
const keptReaders = cache<readonly Reader[]>()

/** The key is a copy: a slice of a long text would keep all of it. */
function keyOf(picture: string): string {
  return JSON.stringify(checkedPicture(picture))
}

/**
 * An instant in milliseconds since the epoch as a picture says, in a time zone such as `+0100` (UTC if there is none).
 * Throws D3110 and D3130 to D3135, M1005 for what is no time zone, and U1001 where it gets too long.
 */
export function formatDateTime(
  millis: number,
  picture: string | undefined,
  zone: string | undefined,
): string {
  const text = picture ?? ISO_8601
  const parts = keptParts(keyOf(text), () => partsOf(text))
  const offset = offsetOf(zone)
  const date = new Date(millis + minutesOf(offset) * 60_000)
  if (Number.isNaN(date.getTime())) throw new ExpressionError('D3110', { value: millis })
  return written(parts, date, offset)
}

/**
 * The instant in milliseconds since the epoch that a text says, read as a picture says; nothing where it does not fit
 * the picture. Years that the picture leaves out and the like are those of `now`, which is asked only then.
 * Throws D3110, D3130 to D3133, D3135, D3136 and U1001.
 */
export function parseDateTime(text: string, picture: string, now: () => number): number | undefined {
  const readers = keptReaders(keyOf(picture), () => partsOf(picture).map(readerOf))
  return read(text, readers, now)
}
