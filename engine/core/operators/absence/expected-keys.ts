import { isKey, type Key, keyId } from '../../model/event.ts'
import { Failure } from '../../model/failure.ts'
import { describe } from '../../model/json.ts'
import { demandShort } from '../../model/key-length.ts'
import { bad, good, type Presence, type SettingProblem, type SettingWords } from '../../operator/setting.ts'
import { declare } from '../../operator/settings/declare.ts'
import { list } from '../../operator/settings/list.ts'

/** How many keys are named one by one in a sentence. */
const shown = 3

/** A setting that lists keys as they stand, not expressions that find them. */
export function expectedKeys<const P extends SettingWords & Presence>(words: P) {
  return list({
    ...words,
    of: key,
    show: (keys) => (keys.length > shown ? `${keys.length} keys` : keys.join(', ')),
  })
}

const expected = 'a text, a number, true, false, null (the key of events that have none) or a list of these'
const scalar = {
  anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }, { type: 'null' }],
} as const

const key = declare<Key, { readonly summary: string }>(
  { summary: 'A key' },
  {
    kind: 'key',
    schema: { anyOf: [...scalar.anyOf, { type: 'array', items: scalar }] },
    read(raw) {
      if (!isKey(raw))
        return bad({ code: 'bad-key', message: `expected ${expected}, got ${describe(raw)}`, expected })
      try {
        demandShort(raw)
      } catch (error) {
        if (!(error instanceof Failure)) throw error
        return bad({ code: error.code, message: error.message })
      }
      return good(typeof raw === 'string' ? raw : JSON.stringify(raw), () => raw)
    },
  },
)

/** The problems of a setting whose list names a key twice. */
export function repeatedKeys(
  setting: string,
  keys: readonly Key[],
): (SettingProblem & { readonly setting: string })[] {
  const known = new Set<unknown>()
  return keys.flatMap((one, index) => {
    if (known.size < known.add(keyId(one)).size) return []
    return [
      {
        setting,
        code: 'repeated-key',
        message: `the key ${JSON.stringify(one)} stands there twice`,
        expected: 'each key once',
        remedy: 'remove one of them',
        at: [index],
      },
    ]
  })
}
