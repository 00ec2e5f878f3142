import { describe } from '../../model/json.ts'
import { bad, good, type Presence, type SettingWords } from '../setting.ts'
import { declare } from './declare.ts'
import { withoutQuotes } from './without-quotes.ts'

/** Yes or no. */
export function flag<const P extends SettingWords & Presence>(words: P) {
  return declare<boolean, P>(words, {
    kind: 'flag',
    schema: { type: 'boolean' },
    read(raw) {
      if (typeof raw !== 'boolean') {
        const expected = 'true or false'
        const message = `expected ${expected}, got ${describe(raw)}`
        const remedy = withoutQuotes(raw, 'boolean')
        return bad({ code: 'bad-flag', message, expected, ...(remedy === undefined ? {} : { remedy }) })
      }
      return good(raw ? 'yes' : 'no', () => raw)
    },
  })
}
