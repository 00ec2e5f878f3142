import { expect, test } from 'vitest'
import { Refused, Silent } from './client/ends.ts'
import { Damaged } from './client/packets.ts'
import { brokerAt } from './read-brokers.ts'
import { endedUnanswered, whyNot } from './why-not.ts'

const coded = (code: string, more: object = {}) => Object.assign(new Error('text'), { code, ...more })
const plain = brokerAt('default', 'mqtt://h')

test.each<[error: Error, reason: RegExp, refused: boolean]>([
  [endedUnanswered(), /ends it without an answer; .*"protocol": "3\.1\.1"/, true],
  [new Silent('connack'), /does not answer; is the port right/, true],
  [new Damaged('a broken puback'), /does not speak MQTT; is the port right/, true],
  [new Silent('pingresp'), /does not answer any more/, false],
  [new Error('something else'), /^something else$/, false],
  [coded('ECONNREFUSED'), /nothing listens there/, false],
  [
    Object.assign(new Error('connect EMFILE 127.0.0.1:1883 - Local (undefined:undefined)'), {
      code: 'EMFILE',
    }),
    /^this process may open no more files and connections; .*ulimit -n/,
    false,
  ],
  [
    Object.assign(new Error('connect EODD 127.0.0.1:1883 - Local (undefined:undefined)'), { code: 'EODD' }),
    /^connect EODD 127\.0\.0\.1:1883$/,
    false,
  ],
  [new Refused(137), /^the broker refused the connection: server busy \(137\)$/, true],
  [new Refused(6), /^the broker refused the connection: a reason that MQTT does not know \(6\)$/, true],
  [new Refused(200), /^the broker refused the connection: a reason that MQTT does not know \(200\)$/, true],
])('%s', (error, reason, refused) => {
  const why = whyNot(error, undefined, plain, true)
  expect(why.reason).toMatch(reason)
  expect(why.refused).toBe(refused)
})

const inFile = { ...plain, byAddress: false }
const alice = { ...inFile, username: 'alice', password: 'geheim' }

test.each([
  [4, alice, /^the broker refuses user "alice": user or password is wrong$/],
  [134, alice, /^the broker refuses user "alice": user or password is wrong$/],
  [5, alice, /user or password is wrong, or this user may not connect$/],
  [135, alice, /user or password is wrong, or this user may not connect$/],
  [135, { ...inFile, username: 'alice' }, /user "alice": no password is given, or/],
  [5, plain, /asks for a user and a password; write them into the address: mqtt:\/\/user:password@/],
  [134, inFile, /asks for a user and a password; set "username" and "password" of the connection$/],
])('a refusal with code %i, user and password given or not: %#', (code, broker, reason) => {
  const why = whyNot(new Refused(code), undefined, broker, true)
  expect(why).toEqual({ reason: expect.stringMatching(reason), refused: true })
  expect(why.reason).not.toContain('geheim')
})

const reset = coded('ECONNRESET')
const noTls = coded('ERR_SSL_WRONG_VERSION_NUMBER')

test.each([
  [
    'mqtt://h',
    reset,
    /^the other side ended the connection before it said a word; .*does it ask for TLS \("mqtts:/,
  ],
  ['mqtts://h', reset, /before it said a word; .*does it speak TLS, not plain MQTT \("mqtt:/],
  ['ws://h', reset, /does it speak WebSockets, not plain MQTT \("mqtt:/],
  ['wss://h', noTls, /^what answers there does not speak TLS; .*not without it \("ws:/],
  ['mqtts://h', noTls, /^what answers there does not speak TLS; .*not plain MQTT/],
  ['mqtts://h', endedUnanswered(), /without an answer; .*does it speak TLS, .* For an old broker/],
])('%s, before anything was heard: %s', (url, error, reason) => {
  const broker = brokerAt('default', url)
  expect(whyNot(error, undefined, broker, true).reason).toMatch(reason)
})

test.each([reset, noTls])('once a broker has answered there, nobody asks whether one does: %s', (error) => {
  expect(whyNot(error, undefined, plain, false).reason).not.toContain('is the port right')
})

test.each([
  [{ subjectaltname: 'DNS:localhost, IP Address:127.0.0.1' }, 'not for h but for localhost, 127.0.0.1; if'],
  [{ subjectaltname: `DNS:${'x'.repeat(300)}` }, `but for ${'x'.repeat(150)}...; if`],
  [{}, 'not for h, but for another name'],
  [undefined, 'not for h, but for another name'],
])('a certificate for another host is told with its names: %#', (cert, said) => {
  const error = coded('ERR_TLS_CERT_ALTNAME_INVALID', { cert })
  expect(whyNot(error, undefined, brokerAt('default', 'mqtts://h'), true).reason).toContain(said)
})
