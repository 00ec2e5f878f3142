import type { BrokerSettings } from './broker-settings.ts'

/** Codes of CONNACK, of MQTT 3.1.1 and of 5, by which a broker says that user and password are not right. */
const wrong = new Set(['4', '134'])

/** By which it says that they are not, or that they are and this user is not let in: many brokers do not tell these apart. */
const notAllowed = new Set(['5', '135'])

/** Why a broker lets a user not in, in words; undefined for a code that is about something else. */
export function refusedUser(
  code: string,
  { username, password, byAddress }: BrokerSettings,
): string | undefined {
  if (!wrong.has(code) && !notAllowed.has(code)) return undefined
  if (username === undefined) {
    const remedy =
      byAddress === true
        ? 'write them into the address: mqtt://user:password@host:1883'
        : 'set "username" and "password" of the connection'
    return `the broker asks for a user and a password; ${remedy}`
  }
  const reason = password === undefined ? 'no password is given' : 'user or password is wrong'
  const other = notAllowed.has(code) ? ', or this user may not connect' : ''
  return `the broker refuses user ${JSON.stringify(username)}: ${reason}${other}`
}
