import { type IncomingMessage, STATUS_CODES } from 'node:http'
import { Failure } from '../../../core/model/failure.ts'

/** What is not there. */
const notFound = new Set([404, 410])

/** By which a server says that the same question may be answered later (429), or that it is not ready to (408, 425). */
const later = new Set([408, 425, 429])

const whoWeAre = 'check "token", or "username" and "password", or "headers" of the connection'

const remedies: Readonly<Record<number, string>> = {
  403: '; whoever we are may not do this',
  407: '; a proxy asks who we are',
}

/** The server does not let us in at all. */
export class NotAccepted extends Failure {}

/** What an answer with a status other than success comes to. Nothing that the server wrote is in it. */
export function statusFailure({ statusCode: status = 0, headers }: IncomingMessage): Failure {
  const words = `the server answers ${status} ${STATUS_CODES[status] ?? '(a status that HTTP does not know)'}`
  if (notFound.has(status)) return new Failure('not-found', words)
  if (status >= 500 || later.has(status))
    return new Failure('unavailable', `${words}${wait(headers['retry-after'])}`)
  if (status === 401) return new NotAccepted('refused', `${words}; ${whoWeAre}`)
  return new Failure('refused', `${words}${remedies[status] ?? ''}`)
}

/** When to ask again: seconds, or an instant. */
function wait(retryAfter: string | undefined): string {
  if (retryAfter === undefined) return ''
  if (/^\d{1,9}$/.test(retryAfter)) return `; it asks to wait for ${retryAfter} s`
  const instant = Date.parse(retryAfter)
  return Number.isNaN(instant) ? '' : `; it asks to wait until ${new Date(instant).toISOString()}`
}
