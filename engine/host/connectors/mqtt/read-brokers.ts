import { Failure } from '../../../core/model/failure.ts'
import { type EntryReader, withoutGaps } from '../connections/entry-reader.ts'
import { addressOf } from './broker-address.ts'
import type { BrokerSettings } from './broker-settings.ts'
import { unfitCredential, unfitText } from './connect-texts.ts'
import { largestPacket } from './packet-size.ts'

/** Brokers take no more than 65,535 bytes, and many far less. */
const longestClientId = 200

/** What numbers are unless a file of connections says otherwise. */
const numbers = { keepalive: 30, largestMessage: 4_000_000 } as const

/** A broker given by its address alone, which may hold user and password. Throws a `Failure`. */
export function brokerAt(name: string, address: string): BrokerSettings {
  const read = addressOf(name, address)
  if (read.password !== undefined && read.username === undefined)
    throw new Failure(
      'bad-address',
      `connection "${name}": expected a user name before the password: mqtt://user:password@host`,
    )
  return { ...defaults(name), ...read, byAddress: true }
}

/** A named connection to a broker. Throws a `Failure` that never holds a secret. */
export function readBroker(reader: EntryReader): BrokerSettings {
  const { name, where } = reader.entry
  const address = reader.text('url') ?? reader.wrong('url', 'an address')
  const { url, ...inAddress } = addressOf(name, address, where)
  const rejectUnauthorized = reader.flag('rejectUnauthorized', true)
  const keepalive = reader.whole('keepalive', 'seconds', [1, 65_535], numbers.keepalive)
  const largestMessage = reader.whole(
    'largestMessage',
    'bytes',
    [1_000, largestPacket],
    numbers.largestMessage,
  )
  const clientId = reader.text('clientId') ?? 'millrace'
  if (clientId.length > longestClientId) reader.wrong('clientId', `at most ${longestClientId} characters`)
  const unfitId = unfitText('a client id', clientId)
  if (unfitId !== undefined) reader.wrong('clientId', unfitId)
  const user = {
    username: reader.text('username') ?? inAddress.username,
    password: reader.secretOrFile('password', 'passwordFile') ?? inAddress.password,
  }
  if (user.password !== undefined && user.username === undefined)
    reader.wrong('username', 'a user name, since there is a password')
  for (const field of ['username', 'password'] as const) {
    const unfit = unfitCredential(field, user[field] ?? '')
    if (unfit !== undefined) reader.wrong(reader.has(field) ? field : 'passwordFile', unfit)
  }
  return {
    ...defaults(name),
    url,
    ...withoutGaps(user),
    ...reader.certificates(url),
    rejectUnauthorized,
    keepalive,
    largestMessage,
    protocol: reader.choice('protocol', ['auto', '5', '3.1.1'], 'auto'),
    session: reader.choice('session', ['persistent', 'clean'], 'persistent'),
    clientId,
  }
}

function defaults(name: string): Omit<BrokerSettings, 'url'> {
  return {
    name,
    rejectUnauthorized: true,
    protocol: 'auto',
    clientId: 'millrace',
    session: 'persistent',
    ...numbers,
  }
}
