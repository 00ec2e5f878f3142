import { Silent } from './client/connection.ts'
import { Damaged } from './client/packets.ts'

/** Why a connection was ended here, in words. */
export class OwnEnd extends Error {}

/** More has come with QoS 2 than may be under way. */
export const unreleased = (): OwnEnd =>
  new OwnEnd(
    'ended here, since the broker does not release what it sends with QoS 2, and more of that came than may be under ' +
      'way. Let it send fewer at once (max_inflight_messages with mosquitto), or subscribe with QoS 1',
  )

/** By which the other side, or the net, ends a connection without saying why. */
const wordless = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED'])

/** The error says why the connection is lost. */
export function explains(error: Error): boolean {
  return !('code' in error && wordless.has(String(error.code)))
}

/** What has come, or has not come, made us end the connection. */
export const isOurEnd = (error: Error): boolean =>
  error instanceof Damaged || error instanceof Silent || error instanceof OwnEnd

/** In mid-session what could not be understood is what came. */
export const inMidSession = (error: Error): Error =>
  error instanceof Damaged ? new OwnEnd(`something damaged or unexpected came (${error.message})`) : error
