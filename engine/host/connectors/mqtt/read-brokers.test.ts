import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { readConnections } from '../connections/read-connections.ts'
import { brokerAt } from './read-brokers.ts'

const messageOf = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return ''
}

test.each([
  ['a query', 'mqtt://h?clientId=geheim', 'without ? and #'],
  ['a query after a path', 'wss://h/mqtt?password=geheim', 'without ? and #'],
  ['an empty query', 'mqtt://h?', 'without ? and #'],
  ['a fragment', 'mqtt://h#geheim', 'without ? and #'],
  ['a query after another scheme', 'http://h?password=geheim', 'not shown, since it may hold a password'],
  ['a path', 'mqtts://h:8883/geheim', 'ends with host and port'],
  ['a / in the password', 'mqtt://u:ge/heim@h:1883', 'write @ as %40, / as %2F, : as %3A'],
  ['a port in the password', 'ws://u:1/geheim@h/mqtt', 'write @ as %40, / as %2F, : as %3A'],
  ['@ and / in the password', 'mqtt://u:p@ge/heim@h', 'write @ as %40, / as %2F, : as %3A'],
  ['a # in the password', 'mqtt://u:p#geheim@h', '# as %23'],
  ['a port that is none', 'mqtt://u:geheim@h:18x3', 'the port is no number from 0 to 65535'],
  ['a port too large', 'mqtt://geheim:65536', 'the port is no number from 0 to 65535'],
  ['no host', 'mqtt://u:geheim', 'the port is no number from 0 to 65535'],
  ['a password without a user', 'mqtt://:geheim@h', 'expected a user name'],
  [
    'a user name that is too long',
    `mqtt://${'geheim'.repeat(10_923)}@h`,
    'expected a user name of at most 65535 bytes in UTF-8, which is all that MQTT can carry; is it the right one?',
  ],
  [
    'a user name too long in UTF-8',
    `mqtt://${'heimä'.repeat(10_923)}@h`,
    'expected a user name of at most 65535 bytes',
  ],
  ['a user name of two lines', 'mqtt://ge%0Aheim@h', 'expected a user name without control characters'],
  [
    'a password that is too long',
    `mqtt://u:${'geheim'.repeat(10_923)}@h`,
    'expected a password of at most 65535 bytes in UTF-8, which is all that MQTT can carry; is it the right one?',
  ],
])('an address with %s is refused, and not shown', (_what, address, said) => {
  for (const message of [
    messageOf(() => brokerAt('default', address)),
    messageOf(() => readConnections(JSON.stringify({ plant: { url: address } }), 'c.json')),
  ]) {
    expect(message).toContain(address === 'mqtt://:geheim@h' ? 'a user name' : said)
    expect(message).not.toContain('heim')
  }
})

test('@ and : in a password may stand as they are', () => {
  expect(brokerAt('default', 'mqtt://u:a@b:c@h:1')).toMatchObject({ url: 'mqtt://h:1', password: 'a@b:c' })
})

test.each(['mqtt://h', 'mqtt://h:1883/', 'ws://h/mqtt', 'wss://u:p@h:443/a/b'])(
  '%s is an address',
  (address) => {
    expect(brokerAt('default', address).url).toContain('//h')
  },
)

const url = 'mqtt://h'

test.each([
  [{ url, keepalive: 1.5 }, 'keepalive: expected whole seconds, 1 to 65535'],
  [{ url, keepalive: 0 }, 'keepalive: expected whole seconds'],
  [{ url, keepalive: 65_536 }, 'keepalive: expected whole seconds'],
  [{ url, keepalive: '30' }, 'keepalive: expected whole seconds'],
  [{ url, largestMessage: 999 }, 'largestMessage: expected whole bytes, 1000 to 268435455'],
  [{ url, largestMessage: 268_435_456 }, 'largestMessage: expected whole bytes'],
  [{ url, largestMessage: '4 MB' }, 'largestMessage: expected whole bytes'],
  [{ url, password: 'geheim' }, 'username: expected a user name, since there is a password'],
  [{ url, clientId: 'x'.repeat(201) }, 'clientId: expected at most 200 characters'],
  [{ url, username: 'u', passwordFile: 'nothing' }, 'passwordFile: expected a file that can be read'],
  [
    { url, clientId: 'line\n3' },
    'clientId: expected a client id without control characters (such as a line break)',
  ],
  [{ url, username: 'line\n3' }, 'username: expected a user name without control characters'],
])('%j is refused', (plant, said) => {
  const message = messageOf(() => readConnections(JSON.stringify({ plant }), 'c.json'))
  expect(message).toMatch(/^c\.json: connection "plant": /)
  expect(message).toContain(said)
  expect(message).not.toContain('geheim')
})

/** As long as MQTT allows: 65,535 bytes. */
const longest = 'geheim'.repeat(10_922) + 'ä!'

test.each<[what: string, field: string, entry: (text: string) => object]>([
  ['a user name', 'username', (username) => ({ username })],
  ['a password', 'password', (password) => ({ username: 'u', password })],
  ['a password', 'password', () => ({ username: 'u', password: { env: 'MILLRACE_TEST_PASSWORD' } })],
  ['a password', 'passwordFile', () => ({ username: 'u', passwordFile: 'secret' })],
])('%s of more bytes than MQTT can carry is refused, with its place: %s', (what, field, entry) => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-brokers-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'c.json')
  const read = (text: string): unknown => {
    vi.stubEnv('MILLRACE_TEST_PASSWORD', text)
    writeFileSync(join(folder, 'secret'), `${text}\n`)
    return readConnections(JSON.stringify({ plant: { url, ...entry(text) } }), file)
  }
  onTestFinished(() => {
    vi.unstubAllEnvs()
  })
  expect(Buffer.byteLength(longest)).toBe(65_535)
  expect(messageOf(() => read(longest))).toBe('')
  expect(messageOf(() => read(`${longest}!`))).toBe(
    `${file}: connection "plant": ${field}: expected ${what} of at most 65535 bytes in UTF-8, which is all that MQTT ` +
      'can carry; is it the right one?',
  )
})

test('a password may hold what a user name may not', () => {
  const plant = { url, username: 'u', password: 'a\nb' }
  expect(readConnections(JSON.stringify({ plant }), 'c.json').brokers.get('plant')).toMatchObject(plant)
})

test('what is in a file has an end', ({ skip }) => {
  skip(!existsSync('/dev/zero'), 'this system has no such device')
  const plant = { url, username: 'u', passwordFile: '/dev/zero' }
  expect(messageOf(() => readConnections(JSON.stringify({ plant }), 'c.json'))).toContain(
    'passwordFile: expected a file, and /dev/zero is a device without an end',
  )
})

test.each([
  { url, keepalive: 1 },
  { url, keepalive: 65_535 },
  { url, largestMessage: 268_435_455 },
  { url, username: 'u' },
  { url: 'mqtt://u@h', password: 'p' },
  { url, clientId: 'x'.repeat(200) },
])('%j is taken', (plant) => {
  expect(readConnections(JSON.stringify({ plant }), 'c.json').brokers.size).toBe(1)
})
