import { expect, test } from 'vitest'
import { Refused, Silent } from './client/connection.ts'
import { Damaged } from './client/packets.ts'
import { endedUnanswered, whyNot } from './why-not.ts'

const coded = (code: string) => Object.assign(new Error('text'), { code })

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
  [new Refused(134), /user name or password is wrong; set "username"/, true],
])('%s', (error, reason, refused) => {
  const why = whyNot(error, undefined)
  expect(why.reason).toMatch(reason)
  expect(why.refused).toBe(refused)
})
