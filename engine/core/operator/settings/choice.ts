import { describe, type Json } from '../../model/json.ts'
import { bad, good, type Presence, type SettingWords } from '../setting.ts'
import { declare } from './declare.ts'

interface ChoiceOptions<Option extends string> {
  /** The options with a word on each. */
  readonly of: Readonly<Record<Option, string>>
}

/** One of a few words. */
export function choice<const Option extends string, const P extends SettingWords & Presence>(
  words: P & ChoiceOptions<Option>,
) {
  const options: readonly string[] = Object.keys(words.of)
  const expected = `one of ${options.map((option) => JSON.stringify(option)).join(', ')}`
  return declare<Option, P>(words, {
    kind: 'choice',
    schema: { enum: options satisfies Json },
    form: { control: 'choice', options: { of: words.of } },
    read(raw) {
      if (typeof raw !== 'string' || !options.includes(raw)) {
        return bad({ code: 'bad-choice', message: `expected ${expected}, got ${describe(raw)}`, expected })
      }
      return good(raw, () => raw as Option) // it is one of the keys it was just looked up in
    },
  })
}
