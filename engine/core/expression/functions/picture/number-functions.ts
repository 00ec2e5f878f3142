import { type Implementation, Native, pure } from '../../calling/native.ts'
import { formatInteger } from './format-integer.ts'
import { formatNumber } from './format-number.ts'
import { parseInteger } from './parse-integer.ts'

/** What it costs to read options, in elements. */
const OPTIONS = 32

/** Steps for a picture, which is read when it is new. */
const STEPS_FOR_PICTURE = 20

/** Numbers with so many digits take so many steps to write. */
const HUGE = 1e15
const STEPS_FOR_HUGE = 200

/** A pure function that pays for what comes after its first argument too: a picture is gone through when it is new. */
function withPicture<A extends readonly unknown[]>(
  name: string,
  signature: string,
  calculate: (...args: A) => unknown,
): Native {
  const { implementation, options } = pure(name, signature, calculate)
  const paying: Implementation = (run, value, picture, formatting, last) => {
    if (typeof picture === 'string') run.spend(STEPS_FOR_PICTURE + 4 * picture.length)
    if (typeof value === 'number' && Math.abs(value) >= HUGE) run.spend(STEPS_FOR_HUGE)
    if (formatting !== undefined) run.look(OPTIONS)
    return implementation(run, value, picture, formatting, last)
  }
  return new Native(name, signature, paying, options)
}

/** Functions that write numbers as a picture shows, and read them. */
export const numberPictureFunctions: readonly Native[] = [
  withPicture('formatNumber', '<n-so?:s>', formatNumber),
  withPicture('formatInteger', '<n-s:s>', formatInteger),
  withPicture('parseInteger', '<s-s:n>', parseInteger),
]
