import { ExpressionError } from '../expression-error.ts'
import type { Run } from '../frame.ts'
import { type Native, pure, running } from '../calling/native.ts'
import { surroundingsOf } from '../surroundings.ts'
import { formatDateTime, parseDateTime } from './date-picture/date-time.ts'
import { isoTime, millisOf } from './iso-time.ts'

type Text = string | undefined

/** A time takes so many steps to read, one by a picture to read or write twice as many and more for a long picture. */
const STEPS_TO_READ = 10

const formatPrice = (_: unknown, picture: unknown): number =>
  typeof picture === 'string' ? 2 * STEPS_TO_READ + picture.length : 2

/** Milliseconds on either side of 1970 that dates reach, as in ECMAScript: 100 million days. */
const FARTHEST = 8.64e15

function fromMillis(millis: number | undefined, picture: Text, timezone: Text): Text {
  if (millis === undefined) return undefined
  if (!(Math.abs(millis) <= FARTHEST)) throw new ExpressionError('D3110', { value: millis })
  return picture === undefined && timezone === undefined
    ? isoTime(millis)
    : formatDateTime(millis, picture, timezone)
}

const toMillis = (time: Text): number | undefined => (time === undefined ? undefined : millisOf(time))

/** What a picture leaves open is that of the present. */
function toMillisBy(run: Run, time: Text, picture: string): number | undefined {
  if (time === undefined) return undefined
  run.read(time)
  run.spend(STEPS_TO_READ + picture.length)
  return parseDateTime(time, picture, () => surroundingsOf(run, 'toMillis').now)
}

function now(run: Run, picture: Text, timezone: Text): Text {
  run.spend(formatPrice(undefined, picture))
  return fromMillis(surroundingsOf(run, 'now').now, picture, timezone)
}

/** Functions of time; the present is the one that the evaluation was given. */
export const timeFunctions: readonly Native[] = [
  running('now', '<s?s?:s>', now),
  running('millis', '<:n>', (run) => surroundingsOf(run, 'millis').now),
  running('random', '<:n>', (run) => surroundingsOf(run, 'random').random()),
  pure('fromMillis', '<n-s?s?:s>', fromMillis, { price: formatPrice }),
  pure('toMillis', '<s-s?:n>', toMillis, {
    price: () => STEPS_TO_READ,
    withRun: { isNeeded: (picture) => picture !== undefined, calculate: toMillisBy },
  }),
]
