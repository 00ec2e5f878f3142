import { formatDuration, parseDuration } from '../../model/duration.ts'
import { describe, type Json } from '../../model/json.ts'
import { bad, good, type Presence, type SettingNote, type SettingWords } from '../setting.ts'
import { declare } from './declare.ts'

interface DurationOptions {
  /** Least value in ms; 0 by default. */
  readonly min?: number
  /** A word that stands for no limit, such as `never`; its value is Infinity. */
  readonly never?: string
}

/** A span of time such as `5s`; its value is whole milliseconds. */
export function duration<const P extends SettingWords & Presence & DurationOptions>(words: P) {
  const { min = 0, never } = words
  return declare<number, P>(words, {
    kind: 'duration',
    schema: {
      anyOf: [
        { type: 'string', pattern: '^(\\d+(\\.\\d+)?(ms|s|m|h|d))+$' },
        { type: 'integer', minimum: min },
        ...(never === undefined ? [] : [{ const: never }]),
      ] satisfies Json,
    },
    form: { control: 'duration', options: { min, ...(never === undefined ? {} : { never }) } },
    read(raw) {
      if (never !== undefined && raw === never) return good(never, () => Number.POSITIVE_INFINITY)
      const value = parseDuration(raw)
      const word = never === undefined ? '' : `, or "${never}"`
      if (value === undefined) {
        return bad({
          code: 'bad-duration',
          message: `expected a duration, got ${describe(raw)}`,
          expected: `a duration such as "5s", "1m" or "2h30m"${word}`,
          remedy: remedyFor(raw),
        })
      }
      if (value < min) {
        return bad({
          code: 'out-of-range',
          message: `expected at least ${formatDuration(min)}, got ${describe(raw)}`,
          expected: `a duration of ${formatDuration(min)} or more${word}`,
        })
      }
      // A bare number is in ms, and a small one was most likely meant in seconds.
      const isDoubtful = typeof raw === 'number' && value > 0 && value < 1_000
      const notes = isDoubtful ? [bareNumber(value)] : []
      return { ok: true, read: { shown: formatDuration(value), notes, bind: () => value } }
    },
  })
}

/** `60 seconds`, `1min`, `2 s`: what units are called elsewhere. */
const elsewhere = /^\s*(\d+(?:\.\d+)?)\s*(ms|milli\w*|s|se[ck]\w*|m|min\w*|h|hours?|hrs?|d|days?)\.?\s*$/i

function remedyFor(raw: Json): string {
  const [, amount, unit = ''] = (typeof raw === 'string' ? elsewhere.exec(raw) : undefined) ?? []
  const rule = 'write a number with a unit: ms, s, m, h or d'
  if (amount === undefined) return rule
  const short = /^m(s|illi)/i.test(unit) ? 'ms' : (unit[0] ?? '').toLowerCase()
  return `did you mean "${amount}${short}"? Else ${rule}`
}

const bareNumber = (value: number): SettingNote => ({
  code: 'bare-duration',
  severity: 'warning',
  message: `${value} is ${value} ms`,
  remedy: `did you mean "${value}s"? Else write "${value}ms"`,
})
