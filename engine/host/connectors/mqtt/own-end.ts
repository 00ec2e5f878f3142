import { Silent } from './client/ends.ts'
import { Damaged } from './client/packets.ts'

/** Why a connection was ended here, in words. */
export class OwnEnd extends Error {}

/** The connection was ended here since a message that was sent again was not acknowledged, for so many ms. It is the message's fault. */
export class Unacknowledged extends Error {
  constructor(patience: number) {
    super(`the broker has not acknowledged a message that was sent again for ${patience / 1000} s`)
  }
}

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
