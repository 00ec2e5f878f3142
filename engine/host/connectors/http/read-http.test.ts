import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { readConnections } from '../connections/read-connections.ts'

const url = 'https://h/v1'

const read = (fields: object, file = 'c.json') =>
  readConnections(JSON.stringify({ api: fields }), file).http.get('api')

test.each<[fields: object, said: string]>([
  [{ url: 'https://u:geheim@h' }, 'url: expected an address without user and password (not shown'],
  [{ url: 'https://geheim@h' }, 'write them as "username" and "password" beside it'],
  [{ url: 'https://h/geheim@x' }, 'url: expected an address without @'],
  [{ url: 'https://h?key=geheim' }, 'url: expected an address without ? and #'],
  [{ url: 'https://h#geheim' }, 'url: expected an address without ? and #'],
  [{ url: 'https://u:geheim' }, 'url: expected an address such as https://api.example/v1, got another (not'],
  [{ url: 'htps://h' }, 'url: expected an address such as https://api.example/v1, got "htps://h"'],
  [{ url: 'https://' }, 'url: expected an address such as'],
  [{ url, header: {} }, 'there is no field "header"; did you mean "headers"?'],
  [
    { url, keepalive: 3 },
    'there is no field "keepalive"; that is a field of connections to brokers (MQTT) (',
  ],
  [
    { url: 'mqtt://h', token: 'geheim' },
    'there is no field "token"; that is a field of connections to servers',
  ],
  [{ url, headers: 'geheim' }, 'headers: expected an object of texts'],
  [{ url, headers: { 'X-Key': 3 } }, 'headers: X-Key: expected text, or { "env": "NAME" }'],
  [
    { url, headers: { 'X-Key': { env: 'NOT_SET' } } },
    'headers: X-Key: expected the environment variable NOT_SET',
  ],
  [{ url, headers: { 'X-Key': 'geheim\n' } }, 'headers: X-Key: expected text without line breaks'],
  [{ url, headers: { 'X-Key': 'geheim €' } }, 'headers: X-Key: expected text without line breaks'],
  [{ url, headers: { 'X Key: geheim': 'a' } }, 'headers: expected names of letters'],
  [{ url, headers: { 'X-Key': 'geheim', 'x-key': 'b' } }, 'headers: x-key: expected it once only'],
  [{ url, headers: { Host: 'geheim' } }, 'headers: expected none named "Host", which Millrace sends itself'],
  [{ url, headers: { 'Accept-Encoding': 'zstd' } }, 'expected none named "Accept-Encoding"'],
  [{ url, headers: { authorization: 'geheim' }, token: 'a' }, 'headers: expected none named "Authorization"'],
  [{ url, password: 'geheim' }, 'username: expected a user name, since there is a password'],
  [{ url, username: 'ge:heim' }, 'username: expected a user name without a colon'],
  [{ url, username: 'u', password: 'geheim\r' }, 'password: expected a password without control characters'],
  [{ url, username: 'u', password: 'geheim', passwordFile: 'f' }, 'password: expected only one of'],
  [{ url, username: 'u', password: { env: 'PATH' }, passwordFile: 'f' }, 'password: expected only one of'],
  [{ url, token: 'geheim', tokenFile: 'f' }, 'token: expected only one of token and tokenFile'],
  [{ url, token: 'geheim', username: 'u' }, 'token: expected either a token or user and password'],
  [{ url, token: 'geheim', password: 'p' }, 'token: expected either a token or user and password'],
  [{ url, token: 'Bearer geheim' }, 'token: expected the token alone'],
  [{ url, token: '' }, 'token: expected the token alone'],
  [{ url, token: 3 }, 'token: expected text, or { "env": "NAME" }'],
  [{ url, tokenFile: 'nothing' }, 'tokenFile: expected a file that can be read'],
  [{ url, concurrency: 0 }, 'concurrency: expected whole requests at once, 1 to 256'],
  [{ url, concurrency: 257 }, 'concurrency: expected whole requests at once, 1 to 256'],
  [{ url, concurrency: '8' }, 'concurrency: expected whole requests at once, 1 to 256'],
  [{ url, largestAnswer: 999 }, 'largestAnswer: expected whole bytes, 1000 to 100000000'],
  [{ url, rejectUnauthorized: 'no' }, 'rejectUnauthorized: expected true or false'],
  [{ url: 'http://h', ca: 'ca.pem' }, 'ca: expected a file that can be read'],
])('%j is refused, and no secret shown', (fields, said) => {
  let message = ''
  try {
    read(fields)
  } catch (error) {
    message = String(error)
  }
  expect(message).toMatch(/c\.json: connection "api": /)
  expect(message).toContain(said)
  expect(message).not.toContain('heim')
})

test('without more than an address, all has a value', () => {
  expect(read({ url: 'HTTPS://H/v1/../v2' })).toEqual({
    name: 'api',
    url: 'https://h/v2',
    headers: {},
    rejectUnauthorized: true,
    concurrency: 8,
    largestAnswer: 1_000_000,
  })
})

test.each<[fields: object, headers: object]>([
  [{ username: 'u', password: 'p:ä' }, { authorization: `Basic ${Buffer.from('u:p:ä').toString('base64')}` }],
  [{ username: 'u' }, { authorization: `Basic ${Buffer.from('u:').toString('base64')}` }],
  [
    { username: 'u', passwordFile: 'secret' },
    { authorization: `Basic ${Buffer.from('u:12|ab').toString('base64')}` },
  ],
  [{ token: '12|ab' }, { authorization: 'Bearer 12|ab' }],
  [{ token: { env: 'MILLRACE_TEST_TOKEN' } }, { authorization: 'Bearer from-there' }],
  [{ tokenFile: 'secret' }, { authorization: 'Bearer 12|ab' }],
  [{ headers: { Authorization: 'Digest x' } }, { authorization: 'Digest x' }],
  [
    { headers: { 'X-Key': 'a', 'X-Env': { env: 'MILLRACE_TEST_TOKEN' } }, token: 't' },
    { 'x-key': 'a', 'x-env': 'from-there', authorization: 'Bearer t' },
  ],
])('%j is sent as headers', (fields, headers) => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-http-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  vi.stubEnv('MILLRACE_TEST_TOKEN', 'from-there')
  onTestFinished(() => {
    vi.unstubAllEnvs()
  })
  writeFileSync(join(folder, 'secret'), '12|ab\n')
  expect(read({ url, ...fields }, join(folder, 'c.json'))?.headers).toEqual(headers)
})

test('a file may name brokers and servers', () => {
  const { brokers, http } = readConnections(
    JSON.stringify({ default: { url: 'mqtt://h' }, api: { url }, other: { url: 'wss://h/mqtt' } }),
    'c.json',
  )
  expect([...brokers.keys()]).toEqual(['default', 'other'])
  expect([...http.keys()]).toEqual(['api'])
})
