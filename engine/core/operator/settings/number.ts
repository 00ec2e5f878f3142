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
        const remedy = withoutQuotes(raw, 'number')
        return bad({ code: 'bad-number', message, expected, ...(remedy === undefined ? {} : { remedy }) })
      }
      if (raw < min || raw > max) {
        return bad({ code: 'out-of-range', message: `expected ${expected}, got ${raw}`, expected })
      }
      return good(unit === undefined ? String(raw) : `${raw} ${unit}`, () => raw)
    },
  })
}

function range(min: number, max: number): string {
  if (Number.isFinite(min) && Number.isFinite(max)) return ` from ${min} to ${max}`
  if (Number.isFinite(min)) return ` of ${min} or more`
  if (Number.isFinite(max)) return ` of ${max} or less`
  return ''
}
