import { expect, test } from 'vitest'
import { foreignWords } from './foreign-words.ts'

/** As OpenSSL says it: by TLS of its own, with a code; under WebSocket only in the text. */
const openssl = (text: string, code: string, more = '') =>
  [
    [
      `4033497D877F0000:error:0A00010B:SSL routines:ssl3_read_bytes:${text}:../deps/rec_layer_s3.c:918:${more}\n`,
      code,
    ],
    [
      `write EPROTO 4033497D877F0000:error:0A00010B:SSL routines:ssl3_read_bytes:${text}:../deps/rec_layer_s3.c:918:${more}\n`,
      'EPROTO',
    ],
  ].map(([message, name]) => Object.assign(new Error(message), { code: name }))

test.each([
  [
    'wrong version number',
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'stranger',
    /^what answers there does not speak TLS$/,
  ],
  [
    'packet length too long',
    'ERR_SSL_PACKET_LENGTH_TOO_LONG',
    'stranger',
    /^what answers there does not speak TLS$/,
  ],
  ['unexpected message', 'ERR_SSL_UNEXPECTED_MESSAGE', 'stranger', /^what answers there does not speak TLS$/],
  ['tlsv1 alert unknown ca', 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'refusal', /does not accept our certificate/],
  [
    'ssl/tls alert bad certificate',
    'ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE',
    'refusal',
    /does not accept our certificate/,
  ],
  [
    'tlsv13 alert certificate required',
    'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
    'refusal',
    /does not accept our certificate/,
  ],
  [
    'ssl/tls alert handshake failure',
    'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE',
    'refusal',
    /no way of encrypting that we know, or wants a certificate/,
  ],
  [
    'tlsv1 alert protocol version',
    'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
    'refusal',
    /no version of TLS that we speak/,
  ],
  ['unsupported protocol', 'ERR_SSL_UNSUPPORTED_PROTOCOL', 'refusal', /no version of TLS that we speak/],
  ['tlsv1 unrecognized name', 'ERR_SSL_TLSV1_UNRECOGNIZED_NAME', 'refusal', /knows no host of that name/],
  [
    'tlsv1 alert internal error',
    'ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR',
    'refusal',
    /^the other side ends TLS and says no more than "tlsv1 alert internal error"; what does its log say\?$/,
  ],
  ['dh key too small', 'ERR_SSL_DH_KEY_TOO_SMALL', 'fault', /^TLS does not come about: dh key too small$/],
])('"%s" of OpenSSL is said in words, by itself and under WebSocket', (text, code, kind, words) => {
  for (const error of openssl(text, code, text.includes('alert') ? 'SSL alert number 70' : ''))
    expect(foreignWords(error)).toEqual({ kind, words: expect.stringMatching(words) })
})

test.each([
  ['WebSocket is not open: readyState 2 (CLOSING)', /has closed the WebSocket/],
  ['Server sent no subprotocol', /not MQTT by it/],
  ['Server sent an invalid subprotocol', /not MQTT by it/],
  ['Invalid Sec-WebSocket-Accept header', /does not speak WebSocket/],
  ['Invalid Upgrade header', /does not speak WebSocket/],
  ['Invalid WebSocket frame: MASK must be clear', /does not speak WebSocket/],
])('%s: that most likely is no broker', (message, words) => {
  expect(foreignWords(new Error(message))).toEqual({ kind: 'stranger', words: expect.stringMatching(words) })
})

test.each([
  new Error('something else'),
  Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1883'), { code: 'ECONNREFUSED' }),
  Object.assign(new Error('certificate has expired'), { code: 'CERT_HAS_EXPIRED' }),
])('%s is of neither', (error) => {
  expect(foreignWords(error)).toBeUndefined()
})
