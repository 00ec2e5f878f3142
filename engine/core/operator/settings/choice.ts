import { nearestName } from '../../expression/advice/nearest-name.ts'
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
        const remedy = near(raw, options)
        const message = `expected ${expected}, got ${describe(raw)}`
        return bad({ code: 'bad-choice', message, expected, ...(remedy === undefined ? {} : { remedy }) })
      }
      return good(raw, () => raw as Option) // it is one of the keys it was just looked up in
    },
  })
}

/** The option that is nearly so written, or begins as this does. */
function near(raw: Json, options: readonly string[]): string | undefined {
  if (typeof raw !== 'string') return undefined
  const meant =
    nearestName(raw, options) ??
    options.find((option) => option.length > 2 && (raw.startsWith(option) || option.startsWith(raw || ' ')))
  return meant === undefined ? undefined : `did you mean ${JSON.stringify(meant)}?`
}
