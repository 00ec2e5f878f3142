import { Failure } from '../../model/failure.ts'
import { demandFinite } from '../../model/finite.ts'
import type { Json } from '../../model/json.ts'
import { bad, good, type Presence, type SettingWords } from '../setting.ts'
import { declare } from './declare.ts'

/** Any JSON value, as it stands. */
export function json<const P extends SettingWords & Presence>(words: P) {
  return declare<Json, P>(words, {
    kind: 'json',
    schema: {},
    read(raw) {
      try {
        demandFinite(raw)
      } catch (error) {
        if (!(error instanceof Failure)) throw error
        return bad({ code: error.code, message: error.message, expected: 'a value with finite numbers' })
      }
      return good(JSON.stringify(raw), () => raw)
    },
  })
}
