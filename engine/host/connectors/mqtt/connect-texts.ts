import { fitsInBytes, hasUnfitCharacter } from '../../../core/operator/settings/topic-text.ts'

/** What MQTT can carry as a user name or a password, bytes (MQTT 5, 1.5.4 and 1.5.6). */
const most = 65_535

const carried = `at most ${most} bytes in UTF-8, which is all that MQTT can carry`

/**
 * What is expected of a user name or a password that can't be sent to a broker; undefined where it can. A connection would
 * end over it each time, without a word why. Nothing is said of what it is.
 */
export function unfitCredential(field: 'username' | 'password', text: string): string | undefined {
  const what = field === 'username' ? 'a user name' : 'a password'
  if (!fitsInBytes(text, most)) return `${what} of ${carried}; is it the right one?`
  // A password may be any bytes.
  return field === 'username' ? unfitText(what, text) : undefined
}

/** What is expected of a text that may not stand in a packet of MQTT (MQTT 5, 1.5.4); undefined where it may. */
export function unfitText(what: string, text: string): string | undefined {
  return hasUnfitCharacter(text) ? `${what} without control characters (such as a line break)` : undefined
}
