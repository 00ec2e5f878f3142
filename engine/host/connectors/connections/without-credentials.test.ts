import { expect, test } from 'vitest'
import { blankArguments, isHarmless, withoutCredentials } from './without-credentials.ts'

test.each([
  ['mqtt://u:s3cr3t@h', 'mqtt://***@h'],
  ['--broker=mqtts://u:s3cr3t@h:1883/', '--broker=mqtts://***@h:1883/'],
  ['mqtt:/u:s3cr3t@h', 'mqtt:/***@h'],
  ['MQTT://u:s3@cr/3t@h', 'MQTT://***@h'],
  ['ws://u:s3 cr3t\n@h/path', 'ws://***@h/path'],
  ['mqtt://s3cr3t@h', 'mqtt://***@h'],
  ['mqtt://u:s3cr3t', 'mqtt://***'],
  ['u:s3cr3t@h', '***@h'],
  [':s3cr3t@h', '***@h'],
  ['mqtt//u:s3cr3t@h', 'mqtt//***@h'],
  ['//u:s3cr3t@h', '//***@h'],
  ['//u:s3c/r3t@h', '//***@h'],
  ['//u:s3c/r3://t@h', '//***@h'],
  ['u:s3cr3t@mqtt://h', '***@mqtt://h'],
  ['1:/u:s3cr3t@h', '***@h'],
  ['/tmp/a:b@c', '/tmp/***@c'],
  ['wss://h/x?token=s3cr3t', 'wss://***'],
  ['wss://h#s3cr3t', 'wss://***'],
  ['wss://u:s3cr3t@h/x?token=s3cr3t', 'wss://***@h/x***'],
  ['C:\\u:s3cr3t@h', '***@h'],
])('%j is shown as %j', (given, shown) => {
  expect(withoutCredentials(given)).toBe(shown)
})

test.each([
  'mqtt://h',
  'mqtt://h:1883/',
  'wss://[::1]:443/a/b',
  'mqtt://h:99999',
  'flow.json',
  '--param',
  'a@b',
  'C:\\flows\\a@b.json',
  '/tmp/a?b.json',
])('%s is shown as it is', (given) => {
  expect(withoutCredentials(given)).toBe(given)
})

test.each([
  ['mqtt://h:1883', true],
  ['h:1883', true],
  ['mqtt://u:s3cr3t', false],
  ['u:s3cr3t', false],
  ['s3cr3t@h', false],
  ['mqtt://h?s3cr3t', false],
])('whether %s is sure to hold no credentials: %s', (address, expected) => {
  expect(isHarmless(address)).toBe(expected)
})

test('arguments are blanked where they stand in a text, as they are and as JSON', () => {
  const given = 'mqtt://u:s3"cr3t$&@h'
  const text = `${given}: not ${JSON.stringify(given)}, but mqtt://user:password@host`
  const shown = 'mqtt://***@h: not "mqtt://***@h", but mqtt://user:password@host'
  expect(blankArguments(text, ['run', `--input=${given}`])).toBe(shown)
})
