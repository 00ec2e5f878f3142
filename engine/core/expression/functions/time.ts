import { ExpressionError } from '../expression-error.ts'
import type { Run } from '../frame.ts'
import { type Native, pure, running } from '../native.ts'
import { surroundingsOf } from '../surroundings.ts'
import { isoTime, millisOf } from './iso-time.ts'

type Text = string | undefined

/** Milliseconds on either side of 1970 that dates reach, as in ECMAScript: 100 million days. */
const FARTHEST = 8.64e15

const LACKS = 'with a picture or a time zone'

function withoutPicture(picture: Text, timezone: Text, name: string): void {
  if (picture !== undefined || timezone !== undefined) {
    throw new ExpressionError('M1001', { token: `$${name} ${LACKS}` })
  }
}

function fromMillis(millis: number | undefined, picture: Text, timezone: Text): Text {
  if (millis === undefined) return undefined
  withoutPicture(picture, timezone, 'fromMillis')
  if (!(Math.abs(millis) <= FARTHEST)) throw new ExpressionError('D3110', { value: millis })
  return isoTime(millis)
}

function toMillis(time: Text, picture: Text): number | undefined {
  if (time === undefined) return undefined
  withoutPicture(picture, undefined, 'toMillis')
  return millisOf(time)
}

function now(run: Run, picture: Text, timezone: Text): Text {
  withoutPicture(picture, timezone, 'now')
  return isoTime(surroundingsOf(run, 'now').now)
}

/** Functions of time; the present is the one that the evaluation was given. */
export const timeFunctions: readonly Native[] = [
  running('now', '<s?s?:s>', now, { supports: { count: 0, lacks: LACKS } }),
  running('millis', '<:n>', (run) => surroundingsOf(run, 'millis').now),
  running('random', '<:n>', (run) => surroundingsOf(run, 'random').random()),
  pure('fromMillis', '<n-s?s?:s>', fromMillis, { supports: { count: 1, lacks: LACKS } }),
  pure('toMillis', '<s-s?:n>', toMillis, { supports: { count: 1, lacks: LACKS } }),
]
