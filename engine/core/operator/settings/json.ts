import type { Json } from '../../model/json.ts'
import { good, type Presence, type SettingWords } from '../setting.ts'
import { declare } from './declare.ts'

/** Any JSON value, as it stands. */
export function json<const P extends SettingWords & Presence>(words: P) {
  return declare<Json, P>(words, {
    kind: 'json',
    schema: {},
    read: (raw) => good(JSON.stringify(raw), () => raw),
  })
}
