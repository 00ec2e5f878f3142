import { describe } from '../../model/json.ts'
import { bad, good, type Presence, type SettingWords } from '../setting.ts'
import { declare } from './declare.ts'

interface TextOptions {
  readonly empty?: boolean
  /** Several lines. */
  readonly long?: boolean
}

export function text<const P extends SettingWords & Presence & TextOptions>(words: P) {
  return declare<string, P>(words, {
    kind: 'text',
    schema: { type: 'string', ...(words.empty === true ? {} : { minLength: 1 }) },
    form: { control: words.long === true ? 'long-text' : 'text' },
    read(raw) {
      if (typeof raw !== 'string' || (raw === '' && words.empty !== true)) {
        return bad({ code: 'bad-text', message: `expected a text, got ${describe(raw)}`, expected: 'a text' })
      }
      return good(raw, () => raw)
    },
  })
}
