import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { Failure } from '../../../core/model/failure.ts'
import { describe, isObject } from '../../../core/model/json.ts'
import type { BrokerSettings } from './broker-settings.ts'

const protocols = ['mqtt:', 'mqtts:', 'ws:', 'wss:']
const fields = [
  'url',
  'username',
  'password',
  'passwordFile',
  'ca',
  'cert',
  'key',
  'rejectUnauthorized',
  'protocol',
  'clientId',
  'session',
  'keepalive',
]

/** A broker given by its address alone, which may hold user and password. Throws a `Failure`. */
export function brokerAt(name: string, address: string): BrokerSettings {
  return { ...defaults(name), ...addressOf(name, address) }
}

/**
 * The named connections of a text: `{ "plant": { "url": ..., "username": ..., "password": "..." | { "env": NAME },
 * "passwordFile", "ca", "cert", "key" (files), "rejectUnauthorized", "protocol": "5" | "3.1.1", "clientId", "session":
 * "persistent" | "clean", "keepalive": seconds } }`. Files are looked for beside the file the text is from. Throws a
 * `Failure` that never holds a secret.
 */
export function readBrokers(text: string, file: string): ReadonlyMap<string, BrokerSettings> {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    // What the parser says may quote a password.
    throw new Failure('bad-connections', `${file}: expected JSON with connections by name`)
  }
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
  if (unknown !== undefined) wrong(unknown, `one of ${fields.join(', ')}`)
  const text = (field: string): string | undefined => {
    const value = entry[field]
    if (value === undefined || typeof value === 'string') return value
    return wrong(field, 'text')
  }
  const choice = <Choice extends string>(field: string, of: readonly Choice[], otherwise: Choice): Choice => {
    const value = text(field) ?? otherwise
    return of.find((one) => one === value) ?? wrong(field, `one of ${of.join(', ')}`)
  }
  const content = (field: string): string | undefined => {
    const path = text(field)
    if (path === undefined) return undefined
    try {
      return readFileSync(resolve(folder, path), 'utf8')
    } catch {
      return wrong(field, `a file that can be read, and ${path} can't`)
    }
  }
  const { url, ...inAddress } = addressOf(name, text('url') ?? wrong('url', 'an address'), where)
  const { rejectUnauthorized = true, keepalive = 30 } = entry
  if (typeof rejectUnauthorized !== 'boolean') wrong('rejectUnauthorized', 'true or false')
  if (typeof keepalive !== 'number' || !(keepalive >= 1 && keepalive <= 65_535))
    wrong('keepalive', '1 to 65535 seconds')
  const found = {
    username: text('username') ?? inAddress.username,
    password:
      passwordOf(entry, wrong) ?? content('passwordFile')?.replace(/\r?\n$/, '') ?? inAddress.password,
    ca: content('ca'),
    cert: content('cert'),
    key: content('key'),
  }
  const given = Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))
  return {
    ...defaults(name),
    url,
    ...given,
    rejectUnauthorized: rejectUnauthorized === true,
    keepalive: Number(keepalive),
    protocol: choice('protocol', ['auto', '5', '3.1.1'], 'auto'),
    session: choice('session', ['persistent', 'clean'], 'persistent'),
    clientId: text('clientId') ?? 'millrace',
  }
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
    keepalive: 30,
  }
}

function addressOf(
  name: string,
  address: string,
  where = `connection "${name}"`,
): Pick<BrokerSettings, 'url' | 'username' | 'password'> {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url === undefined || !protocols.includes(url.protocol) || url.hostname === '') {
    const got = address.includes('@')
      ? 'another (not shown, since it may hold a password)'
      : describe(address)
    throw new Failure(
      'bad-address',
      `${where}: expected an address such as mqtt://127.0.0.1:1883 or mqtts://broker.example, got ${got}`,
    )
  }
  const { username, password } = url
  url.username = ''
  url.password = ''
  return {
    url: url.href,
    ...(username === '' ? {} : { username: decodeURIComponent(username) }),
    ...(password === '' ? {} : { password: decodeURIComponent(password) }),
  }
}
