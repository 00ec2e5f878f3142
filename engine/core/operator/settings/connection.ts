import { describe } from '../../model/json.ts'
import { bad, good, type Presence, type SettingWords } from '../setting.ts'
import { declare } from './declare.ts'

interface ConnectionOptions {
  /** What kind of connection: `mqtt`. */
  readonly to: string
}

const name = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u

/** The name of a connection that is kept outside flows, with its address and its secrets. */
export function connection<const P extends SettingWords & Presence & ConnectionOptions>(words: P) {
  return declare<string, P>(words, {
    kind: 'connection',
    schema: { type: 'string', minLength: 1, maxLength: 64 },
    form: { control: 'connection', options: { to: words.to } },
    read(raw) {
      if (typeof raw === 'string' && name.test(raw)) return good(raw, () => raw)
      const address = typeof raw === 'string' && raw.includes('://')
      return bad({
        code: 'bad-connection',
        // An address may hold a password; it is not repeated.
        message: `expected the name of a connection, got ${address ? 'an address' : describe(raw)}`,
        expected: 'a name of letters, digits, blanks, ".", "_" and "-", 64 characters at most',
        remedy: 'name a connection such as "default"; its address and password are kept outside the flow',
      })
    },
  })
}
