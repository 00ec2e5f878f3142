/**
 * `stranger`: most likely the address leads to something else than a broker. `refusal`: the other side does not let us in.
 * `fault`: neither.
 */
type Kind = 'stranger' | 'refusal' | 'fault'

export interface ForeignWords {
  readonly words: string
  readonly kind: Kind
}

/** What OpenSSL and the library of WebSockets say, by a part of it (code and text, with spaces for underlines). */
const table: readonly (readonly [part: RegExp, kind: Kind, words: string])[] = [
  [
    /wrong version number|packet length too long|(?<!alert )unexpected message|http request|bad record type/,
    'stranger',
    'what answers there does not speak TLS',
  ],
  [
    /alert unknown ca|alert (\w+ )*certificate/,
    'refusal',
    'the other side does not accept our certificate; check "cert" and "key"',
  ],
  [
    /alert handshake failure/,
    'refusal',
    'the other side ends TLS: it knows no way of encrypting that we know, or wants a certificate ("cert" and "key")',
  ],
  [
    /alert protocol version|unsupported protocol/,
    'refusal',
    'the other side speaks no version of TLS that we speak (1.2 and 1.3)',
  ],
  [
    /unrecognized name/,
    'refusal',
    'the other side knows no host of that name; is the name in the address right?',
  ],
  [/websocket is not open/, 'stranger', 'the other side has closed the WebSocket'],
  [
    /server sent (no|an invalid) subprotocol/,
    'stranger',
    'what answers there speaks WebSocket, but not MQTT by it; is the path right?',
  ],
  [
    /invalid (sec websocket accept|upgrade) header|invalid websocket frame/,
    'stranger',
    'what answers there does not speak WebSocket as it should',
  ],
]

/** Where in the text of OpenSSL it stands what went wrong, behind a number and the name of a function. */
const openssl = /ssl routines:[^:]*:([^:]+)/

/**
 * What a library says of a connection that fails, in words for people; undefined for what is none of OpenSSL or of the
 * library of WebSockets, or is clear as it is.
 */
export function foreignWords(error: Error): ForeignWords | undefined {
  const code = 'code' in error ? String(error.code) : ''
  const said = `${code} ${error.message}`.toLowerCase().replaceAll(/[_-]/g, ' ')
  const row = table.find(([part]) => part.test(said))
  if (row !== undefined) return { words: row[2], kind: row[1] }
  const [, what] = openssl.exec(said) ?? []
  if (what === undefined) return undefined
  return said.includes('alert')
    ? {
        words: `the other side ends TLS and says no more than "${what}"; what does its log say?`,
        kind: 'refusal',
      }
    : { words: `TLS does not come about: ${what}`, kind: 'fault' }
}
