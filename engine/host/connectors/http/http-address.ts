import { Failure } from '../../../core/model/failure.ts'
import { describe } from '../../../core/model/json.ts'
import { isHarmless } from '../connections/without-credentials.ts'

const notShown = '(not shown, since it may hold a password)'

/** Whether a connection with this address is meant to be one of HTTP, though the address may be misspelt. */
export const isHttp = (address: unknown): boolean =>
  typeof address === 'string' && /^\s*h[a-z]*:\/\//i.test(address)

/** A base address, tidied. Throws a `Failure` that never holds a secret. */
export function baseAddress(address: string, where: string): string {
  const bad = (message: string): never => {
    throw new Failure('bad-address', `${where}: url: ${message}`)
  }
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    const got = isHarmless(address) ? describe(address) : `another ${notShown}`
    return bad(`expected an address such as https://api.example/v1, got ${got}`)
  }
  if (url.username !== '' || url.password !== '')
    bad(
      `expected an address without user and password ${notShown}: write them as "username" and "password" beside it, or ` +
        'a token as "token"',
    )
  if (url.pathname.includes('@')) bad(`expected an address without @; in a path write %40 ${notShown}`)
  if (/[?#]/.test(address))
    bad(
      `expected an address without ? and # and what follows ${notShown}; what is asked for is written at the node, and a ` +
        'key that the server wants can be one of "headers"',
    )
  return url.href
}
