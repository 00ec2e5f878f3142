import { validateHeaderName, validateHeaderValue } from 'node:http'
import { isObject } from '../../../core/model/json.ts'
import type { EntryReader } from '../connections/entry-reader.ts'

/** What belongs to the transfer, and is said by whoever makes it. */
const ours = new Set([
  'accept-encoding',
  'connection',
  'content-encoding',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-connection',
  'range',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

const plainText = 'text without line breaks and other control characters, and without letters beyond Latin-1'

/** What a connection sends with each request, by names in small letters; who we are to the server is among it. */
export function headersOf(reader: EntryReader): Readonly<Record<string, string>> {
  const headers = written(reader)
  const authorization = authorizationOf(reader)
  if (authorization === undefined) return Object.fromEntries(headers)
  if (headers.has('authorization'))
    reader.wrong('headers', 'none named "Authorization", since "username" or "token" gives it')
  return Object.fromEntries([...headers, ['authorization', authorization]])
}

function written(reader: EntryReader): ReadonlyMap<string, string> {
  const { headers = {} } = reader.entry.fields
  if (!isObject(headers)) return reader.wrong('headers', 'an object of texts, such as { "X-Api-Key": "..." }')
  const found = new Map<string, string>()
  for (const [name, given] of Object.entries(headers)) {
    if (!accepts(() => validateHeaderName(name)))
      reader.wrong('headers', 'names of letters, digits and -, such as "X-Api-Key"')
    const key = name.toLowerCase()
    const field = `headers: ${name}`
    if (ours.has(key)) reader.wrong('headers', `none named "${name}", which Millrace sends itself`)
    if (found.has(key)) reader.wrong(field, 'it once only; capitals make no difference')
    const value = reader.secret(field, given) ?? ''
    if (!accepts(() => validateHeaderValue(name, value))) reader.wrong(field, plainText)
    found.set(key, value)
  }
  return found
}

/** Who we are to the server: a user with a password (RFC 7617), or a token (RFC 6750). */
function authorizationOf(reader: EntryReader): string | undefined {
  const username = reader.text('username')
  const password = reader.secretOrFile('password', 'passwordFile')
  const token = reader.secretOrFile('token', 'tokenFile')
  const tokenField = reader.has('token') ? 'token' : 'tokenFile'
  const passwordField = reader.has('password') ? 'password' : 'passwordFile'
  if (token !== undefined) {
    if (username !== undefined || password !== undefined)
      reader.wrong(tokenField, 'either a token or user and password, not both')
    if (!/^[\x21-\x7e]+$/.test(token))
      reader.wrong(
        tokenField,
        'the token alone: without blanks and line breaks, and without "Bearer" before it',
      )
    return `Bearer ${token}`
  }
  if (username === undefined) {
    if (password !== undefined) reader.wrong('username', 'a user name, since there is a password')
    return undefined
  }
  if (/[:\p{Cc}]/u.test(username))
    reader.wrong('username', 'a user name without a colon and without control characters')
  if (/\p{Cc}/u.test(password ?? ''))
    reader.wrong(passwordField, 'a password without control characters (such as a line break)')
  return `Basic ${Buffer.from(`${username}:${password ?? ''}`).toString('base64')}`
}

function accepts(validate: () => void): boolean {
  try {
    validate()
    return true
  } catch {
    return false
  }
}
