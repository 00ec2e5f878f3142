import { expect, test } from 'vitest'
import { endedUnanswered, whyNot } from './why-not.ts'

const coded = (code: string | number) => Object.assign(new Error('text'), { code })

test.each<[error: Error, reason: RegExp, refused: boolean]>([
  [endedUnanswered(), /ends it without an answer; .*"protocol": "3\.1\.1"/, true],
  [new Error('connack timeout'), /does not answer; is the port right/, true],
  [
    new Error('Invalid header flag bits, must be 0x0 for puback packet'),
    /does not speak MQTT; is the port right/,
    true,
  ],
  [new Error('Keepalive timeout'), /does not answer any more/, false],
  [new Error('something else'), /^something else$/, false],
  [coded('ECONNREFUSED'), /nothing listens there/, false],
  [coded(134), /user name or password is wrong; set "username"/, true],
])('%s', (error, reason, refused) => {
  const why = whyNot(error, undefined)
  expect(why.reason).toMatch(reason)
  expect(why.refused).toBe(refused)
})
