import { describe } from '../../model/json.ts'
import { bad, good, type Presence, type SettingWords } from '../setting.ts'
import { declare } from './declare.ts'
import { withoutQuotes } from './without-quotes.ts'

interface NumberOptions {
  readonly min?: number
  readonly max?: number
  readonly integer?: boolean
  /** Shown behind the number in forms and sentences. */
  readonly unit?: string
}

export function number<const P extends SettingWords & Presence & NumberOptions>(words: P) {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, integer = false, unit } = words
  const expected = `${integer ? 'a whole number' : 'a number'}${range(min, max)}`
  const limits = {
    ...(Number.isFinite(min) ? { minimum: min } : {}),
    ...(Number.isFinite(max) ? { maximum: max } : {}),
  }
  return declare<number, P>(words, {
    kind: 'number',
    schema: { type: integer ? 'integer' : 'number', ...limits },
    form: { control: 'number', options: { ...limits, integer, ...(unit === undefined ? {} : { unit }) } },
    read(raw) {
      if (typeof raw !== 'number' || !Number.isFinite(raw) || (integer && !Number.isSafeInteger(raw))) {
        const message = `expected ${expected}, got ${describe(raw)}`
        const remedy = withoutQuotes(raw, 'number') ?? rounded(raw, min, max)
        return bad({ code: 'bad-number', message, expected, ...(remedy === undefined ? {} : { remedy }) })
      }
      if (raw < min || raw > max) {
        const remedy = raw < min ? `write ${min} or more` : `write ${max} or less`
        return bad({ code: 'out-of-range', message: `expected ${expected}, got ${raw}`, expected, remedy })
      }
      return good(unit === undefined ? String(raw) : `${raw} ${unit}`, () => raw)
    },
  })
}

/** The whole number to write in place of one that is none. */
function rounded(raw: unknown, min: number, max: number): string | undefined {
  if (typeof raw !== 'number') return undefined
  const whole = Math.min(max, Math.max(min, Math.round(raw)))
  return Number.isSafeInteger(whole) ? `write a whole number, such as ${whole}` : undefined
}

function range(min: number, max: number): string {
  if (Number.isFinite(min) && Number.isFinite(max)) return ` from ${min} to ${max}`
  if (Number.isFinite(min)) return ` of ${min} or more`
  if (Number.isFinite(max)) return ` of ${max} or less`
  return ''
}
