import { formatDuration, parseDuration } from '../../model/duration.ts'
import { describe, type Json } from '../../model/json.ts'
import { bad, good, type Presence, type SettingNote, type SettingWords } from '../setting.ts'
import { declare } from './declare.ts'

interface DurationOptions {
  /** Least value in ms; 0 by default, -Infinity for spans that may lead into the past. */
  readonly min?: number
  /** A word that stands for no limit, such as `never`; its value is Infinity. */
  readonly never?: string
}

/** A span of time such as `5s`; its value is whole milliseconds. */
export function duration<const P extends SettingWords & Presence & DurationOptions>(words: P) {
  const { min = 0, never } = words
  const isSigned = min < 0
  return declare<number, P>(words, {
    kind: 'duration',
    schema: {
      anyOf: [
        { type: 'string', pattern: `^${isSigned ? '-?' : ''}(\\d+(\\.\\d+)?(ms|s|m|h|d))+$` },
        { type: 'integer', ...(isSigned ? {} : { minimum: min }) },
        ...(never === undefined ? [] : [{ const: never }]),
      ] satisfies Json,
    },
    form: {
      control: 'duration',
      options: { ...(isSigned ? { signed: true } : { min }), ...(never === undefined ? {} : { never }) },
    },
    read(raw) {
      if (never !== undefined && raw === never) return good(never, () => Number.POSITIVE_INFINITY)
      const value = parseDuration(raw)
      const word = never === undefined ? '' : `, or "${never}"`
      if (value === undefined) {
        return bad({
          code: 'bad-duration',
          message: `expected a duration, got ${describe(raw)}`,
          expected: `a duration such as "5s", "1m" or "2h30m"${word}`,
          remedy: durationRemedy(raw),
        })
      }
      // A bare number is in ms, and a small one was most likely meant in seconds.
      const meant =
        typeof raw === 'number' && value > 0 && value < 1_000 ? `did you mean "${raw}s"?` : undefined
      if (value < min) {
        return bad({
          code: 'out-of-range',
          message: `expected at least ${formatDuration(min)}, got ${typeof raw === 'number' ? `${raw} ms` : describe(raw)}`,
          expected: `a duration of ${formatDuration(min)} or more${word}`,
          ...(meant === undefined ? {} : { remedy: meant }),
        })
      }
      const notes = meant === undefined ? [] : [bareNumber(value, meant)]
      return { ok: true, read: { shown: formatDuration(value), notes, bind: () => value } }
    },
  })
}

/** `60 seconds`, `1min`, `2 s`, `1w`: what units are called elsewhere. */
const elsewhere =
  /^\s*(\d+(?:\.\d+)?)\s*(ms|milli\w*|s|se[ck]\w*|m|min\w*|h|hours?|hrs?|d|days?|w|weeks?)\.?\s*$/i

/** How a duration is to be written that cannot be read. */
export function durationRemedy(raw: Json): string {
  const [, amount, unit = ''] = (typeof raw === 'string' ? elsewhere.exec(raw) : undefined) ?? []
  const rule = 'write a number with a unit: ms, s, m, h or d'
  if (amount === undefined) return rule
  const short = /^m(s|illi)/i.test(unit) ? 'ms' : (unit[0] ?? '').toLowerCase()
  const meant = short === 'w' ? `${Number(amount) * 7}d` : `${amount}${short}`
  return `did you mean "${meant}"? Else ${rule}`
}

const bareNumber = (value: number, meant: string): SettingNote => ({
  code: 'bare-duration',
  severity: 'warning',
  message: `${value} is ${value} ms`,
  remedy: `${meant} Else write "${value}ms"`,
})
