import { describe } from '../../../core/model/json.ts'
import { isHarmless } from '../connections/without-credentials.ts'

const escapes = 'in user and password write @ as %40, / as %2F, : as %3A, ? as %3F, # as %23 and % as %25'

const notShown = '(not shown, since it may hold a password)'

/** A host and what stands behind its colon, at the end of an address or before its path. */
const hostAndPort = /^(?:\[[^\]]*\]|[^:/]*):([^/]*)/

const largestPort = 65_535

/** A `/` in a password made of what stands before it the host, and of the rest a path. */
export const isMisread = ({ pathname }: URL): boolean => pathname.includes('@')

/** What is wrong with a text that is no address of a broker. It never holds a secret. */
export function wrongAddress(address: string): string {
  const behindScheme = address.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
  const at = behindScheme.lastIndexOf('@')
  const port = behindScheme === address ? undefined : hostAndPort.exec(behindScheme.slice(at + 1))?.[1]
  const expected = 'expected an address such as mqtt://127.0.0.1:1883'
  if (port !== undefined && !isPort(port))
    return `the port is no number from 0 to ${largestPort} ${notShown}; ${expected}`
  if (at >= 0)
    return `expected an address such as mqtt://user:password@127.0.0.1:1883; ${escapes} ${notShown}`
  const got = isHarmless(address) ? describe(address) : `another ${notShown}`
  return `${expected} or mqtts://broker.example, got ${got}`
}

const isPort = (text: string): boolean => /^\d*$/.test(text) && Number(text) <= largestPort
