/** The broker says no (CONNACK); `code` is of MQTT 3.1.1 or 5. */
export class Refused extends Error {
  readonly code: number

  constructor(code: number) {
    super(`refused with code ${code}`)
    this.code = code
  }
}

/** What the other side should have said by now: to be ready for TLS or WebSocket, to let us in, to be there. */
export type Missing = 'handshake' | 'connack' | 'pingresp'

/** The other side does not say what it should have said by now. */
export class Silent extends Error {
  readonly before: Missing

  constructor(before: Missing) {
    super(`no ${before}`)
    this.before = before
  }
}
