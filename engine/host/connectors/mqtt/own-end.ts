/** The reason code of MQTT 5 for more messages of QoS 2 at once than we take. */
const receiveMaximumExceeded = 0x93

/** Why a connection was ended here, in words. */
export class OwnEnd extends Error {}

/** More has come with QoS 2 than is kept until it is released. */
export const unreleased = (): OwnEnd =>
  new OwnEnd(
    'ended here, since the broker does not release what it sends with QoS 2, and no more of that is kept. Let it ' +
      'send fewer at once (max_inflight_messages with mosquitto), or subscribe with QoS 1',
  )

/** By which the other side, or the net, ends a connection without saying why. */
const wordless = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED'])

/** The error says why the connection is lost. */
export function explains(error: Error): boolean {
  return !('code' in error && wordless.has(String(error.code)))
}

/** What has come, or has not come, made mqtt.js end the connection; then an error has no code, or a reason code. */
export function isOurEnd(error: Error): boolean {
  return !('code' in error) || typeof error.code === 'number'
}

/** In mid-session what mqtt.js complains of is what came, if not what did not come in time. */
export function inMidSession(error: Error): Error {
  if (!isOurEnd(error) || error instanceof OwnEnd || /timeout/i.test(error.message)) return error
  if ('code' in error && error.code === receiveMaximumExceeded) return unreleased()
  return new OwnEnd(`something damaged or unexpected came (${error.message})`)
}
