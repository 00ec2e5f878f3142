import { readFileSync } from 'node:fs'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { nearestNames } from '../../../core/check/nearest.ts'
import { Failure } from '../../../core/model/failure.ts'
import { describe, isObject } from '../../../core/model/json.ts'
import { isEndless } from '../endless-device.ts'
import { addressOf } from './broker-address.ts'
import type { BrokerSettings } from './broker-settings.ts'
import { isSecure, withoutTls, wrongCertificate } from './check-certificates.ts'
import { unfitCredential, unfitText } from './connect-texts.ts'
import { connectionFields } from './connection-fields.ts'
import { firstSlip } from './connection-text.ts'
import { largestPacket } from './packet-size.ts'

/** Brokers take no more than 65,535 bytes, and many far less. */
const longestClientId = 200

/** What numbers are unless a file of connections says otherwise. */
const numbers = { keepalive: 30, largestMessage: 4_000_000 } as const

const fields: readonly string[] = connectionFields.map(({ name }) => name)

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

/**
 * The named connections of a text: an object for each, with the fields of `connectionFields`. Files are looked for
 * beside the file the text is from. Throws a `Failure` that never holds a secret.
 */
export function readBrokers(text: string, file: string): ReadonlyMap<string, BrokerSettings> {
  // What a parser says may quote a password.
  const slip = firstSlip(text)
  if (slip !== undefined) throw new Failure('bad-connections', `${file}:${slip}`)
  const document: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
  if (!isObject(document))
    throw new Failure('bad-connections', `${file}: expected an object with connections by name`)
  const brokers = Object.entries(document).map(([name, entry]) => {
    const where = `${file}: connection "${name}"`
    if (!isObject(entry)) throw new Failure('bad-connections', `${where}: expected an object with "url"`)
    return [name, readBroker(name, entry, where, dirname(file))] as const
  })
  return new Map(brokers)
}

function readBroker(
  name: string,
  entry: Readonly<Record<string, unknown>>,
  where: string,
  folder: string,
): BrokerSettings {
  const wrong = (field: string, expected: string): never => {
    throw new Failure('bad-connections', `${where}: ${field}: expected ${expected}`)
  }
  const unknown = Object.keys(entry).find((field) => !fields.includes(field))
  if (unknown !== undefined) {
    const near = nearestNames()(unknown, fields)
    const hint = near === undefined ? '' : `; did you mean "${near}"?`
    const known = `there are ${fields.join(', ')}`
    throw new Failure('bad-connections', `${where}: there is no field ${describe(unknown)}${hint} (${known})`)
  }
  const text = (field: string): string | undefined => {
    const value = entry[field]
    if (value === undefined || typeof value === 'string') return value
    return wrong(field, 'text')
  }
  const choice = <Choice extends string>(field: string, of: readonly Choice[], otherwise: Choice): Choice => {
    const value = text(field) ?? otherwise
    return of.find((one) => one === value) ?? wrong(field, `one of ${of.join(', ')}`)
  }
  const whole = (field: keyof typeof numbers, unit: string, least: number, most: number): number => {
    const value = entry[field] ?? numbers[field]
    const isFine = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
    return isFine ? value : wrong(field, `whole ${unit}, ${least} to ${most}`)
  }
  const content = (field: string): string | undefined => {
    const path = text(field)
    if (path === undefined) return undefined
    if (isEndless(resolve(folder, path)))
      return wrong(field, `a file, and ${path} is a device without an end`)
    try {
      return readFileSync(resolve(folder, path), 'utf8')
    } catch {
      return wrong(field, `a file that can be read, and ${path} can't`)
    }
  }
  const { url, ...inAddress } = addressOf(name, text('url') ?? wrong('url', 'an address'), where)
  const { rejectUnauthorized = true } = entry
  if (typeof rejectUnauthorized !== 'boolean') wrong('rejectUnauthorized', 'true or false')
  const keepalive = whole('keepalive', 'seconds', 1, 65_535)
  const largestMessage = whole('largestMessage', 'bytes', 1_000, largestPacket)
  const clientId = text('clientId') ?? 'millrace'
  if (clientId.length > longestClientId) wrong('clientId', `at most ${longestClientId} characters`)
  const unfitId = unfitText('a client id', clientId)
  if (unfitId !== undefined) wrong('clientId', unfitId)
  const found = {
    username: text('username') ?? inAddress.username,
    password:
      passwordOf(entry, wrong) ?? content('passwordFile')?.replace(/\r?\n$/, '') ?? inAddress.password,
    ca: content('ca'),
    cert: content('cert'),
    key: content('key'),
  }
  if (found.password !== undefined && found.username === undefined)
    wrong('username', 'a user name, since there is a password')
  for (const field of ['username', 'password'] as const) {
    const unfit = unfitCredential(field, found[field] ?? '')
    if (unfit !== undefined) wrong(field in entry ? field : 'passwordFile', unfit)
  }
  const given = withoutGaps(found)
  const files = filesIn(entry, folder)
  const badCertificate = isSecure(url) ? wrongCertificate(given) : withoutTls(url, given)
  if (badCertificate !== undefined) wrong(...badCertificate)
  return {
    ...defaults(name),
    url,
    ...given,
    ...(Object.keys(files).length === 0 ? {} : { files }),
    rejectUnauthorized: rejectUnauthorized === true,
    keepalive,
    largestMessage,
    protocol: choice('protocol', ['auto', '5', '3.1.1'], 'auto'),
    session: choice('session', ['persistent', 'clean'], 'persistent'),
    clientId,
  }
}

function withoutGaps(
  found: Readonly<Record<string, string | undefined>>,
): Readonly<Partial<Record<string, string>>> {
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))
}

/** Where the certificates are, as their paths are written. */
function filesIn(
  entry: Readonly<Record<string, unknown>>,
  folder: string,
): NonNullable<BrokerSettings['files']> {
  const pairs = (['ca', 'cert', 'key'] as const).flatMap((field) => {
    const path = entry[field]
    return typeof path === 'string' ? [[field, isAbsolute(path) ? path : join(folder, path)] as const] : []
  })
  return Object.fromEntries(pairs)
}

function passwordOf(
  entry: Readonly<Record<string, unknown>>,
  wrong: (field: string, expected: string) => never,
): string | undefined {
  const { password, passwordFile } = entry
  if (password === undefined || typeof password === 'string') {
    if (password !== undefined && passwordFile !== undefined)
      wrong('password', 'only one of password and passwordFile')
    return password
  }
  if (isObject(password) && typeof password['env'] === 'string') {
    const value = process.env[password['env']]
    return value ?? wrong('password', `the environment variable ${password['env']}, which is not set`)
  }
  return wrong('password', 'text, or { "env": "NAME" } for a variable of the environment')
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
