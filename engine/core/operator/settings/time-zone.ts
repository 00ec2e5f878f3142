import { describe } from '../../model/json.ts'
import { bad, good, type Presence, type SettingWords } from '../setting.ts'
import { declare } from './declare.ts'

/** A time zone by its IANA name, such as `Europe/Berlin`; its value is that name. */
export function timeZone<const P extends SettingWords & Presence>(words: P) {
  return declare<string, P>(words, {
    kind: 'time-zone',
    schema: { type: 'string', minLength: 1 },
    read(raw) {
      if (typeof raw === 'string' && isTimeZone(raw)) return good(raw, () => raw)
      return bad({
        code: 'bad-time-zone',
        message: `expected the name of a time zone, got ${describe(raw)}`,
        expected: 'a name such as "Europe/Berlin" or "UTC"',
        remedy: 'take the name from the IANA time zone database: a region and a city, or "UTC"',
      })
    },
  })
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
