import { Failure } from '../../../core/model/failure.ts'
import type { BrokerSettings } from './broker-settings.ts'
import { unfitCredential } from './connect-texts.ts'
import { isMisread, wrongAddress } from './wrong-address.ts'

const protocols = ['mqtt:', 'mqtts:', 'ws:', 'wss:']

/** An address in its parts. Throws a `Failure` that never holds a secret. */
export function addressOf(
  name: string,
  address: string,
  where = `connection "${name}"`,
): Pick<BrokerSettings, 'url' | 'username' | 'password'> {
  const bad = (message: string): never => {
    throw new Failure('bad-address', `${where}: ${message}`)
  }
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url === undefined || !protocols.includes(url.protocol) || url.hostname === '' || isMisread(url))
    return bad(wrongAddress(address))
  const username = decoded(url.username)
  const password = decoded(url.password)
  if (username === undefined || password === undefined)
    return bad('expected user and password with %25 for a percent sign (others such as @ as %40)')
  // Other clients take settings from there, such as a client id; here nobody would, and it would be shown.
  if (/[?#]/.test(address))
    bad(
      'expected an address without ? and # and what follows (not shown, since it may hold a password); settings are ' +
        'fields beside "url" in the file of connections, and in user and password write %3F and %23',
    )
  if (!url.protocol.startsWith('ws') && !['', '/'].includes(url.pathname))
    bad('expected an address that ends with host and port; only ws:// and wss:// have a path after them')
  const unfit = unfitCredential('username', username) ?? unfitCredential('password', password)
  if (unfit !== undefined) bad(`expected ${unfit}`)
  url.username = ''
  url.password = ''
  return {
    url: url.href,
    ...(username === '' ? {} : { username }),
    ...(password === '' ? {} : { password }),
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
