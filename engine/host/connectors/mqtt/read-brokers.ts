import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { nearestNames } from '../../../core/check/nearest.ts'
import { Failure } from '../../../core/model/failure.ts'
import { describe, isObject } from '../../../core/model/json.ts'
import type { BrokerSettings } from './broker-settings.ts'
import { connectionFields } from './connection-fields.ts'
import { firstSlip } from './connection-text.ts'

const protocols = ['mqtt:', 'mqtts:', 'ws:', 'wss:']
const fields: readonly string[] = connectionFields.map(({ name }) => name)

/** A broker given by its address alone, which may hold user and password. Throws a `Failure`. */
export function brokerAt(name: string, address: string): BrokerSettings {
  return { ...defaults(name), ...addressOf(name, address), byAddress: true }
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
  const username = decoded(url.username)
  const password = decoded(url.password)
  if (username === undefined || password === undefined) {
    const message = `${where}: expected user and password with %25 for a percent sign (others such as @ as %40)`
    throw new Failure('bad-address', message)
  }
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
