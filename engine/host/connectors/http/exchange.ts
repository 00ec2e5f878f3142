import type { IncomingMessage } from 'node:http'
import { Failure } from '../../../core/model/failure.ts'
import type { Json } from '../../../core/model/json.ts'
import { answerPayload } from './answer-payload.ts'
import type { Link } from './link.ts'
import { encodings, passOver, readBody } from './response-body.ts'
import { statusFailure } from './status-failure.ts'

/** What a server has answered. */
export interface Found {
  readonly payload: Json
  /** Of the body. */
  readonly bytes: number
}

const mostRedirects = 5

/** By which it turns out that a connection has been closed. */
const wordless = new Set(['ECONNRESET', 'EPIPE'])

const redirects = new Set([301, 302, 303, 307, 308])

/** Of an answer that is no success so much is read for the sake of the next request, bytes. */
const passedOver = 65_536

/**
 * One GET, with the redirects that it leads to. Rejects with a `Failure` for an answer that is none that could be used,
 * and with an error of the system where none comes.
 */
export async function exchange(link: Link, path: string, signal: AbortSignal): Promise<Found> {
  const { url, largestAnswer } = link.settings
  const base = new URL(url)
  let at = path
  for (let followed = 0; ; followed++) {
    const response = await respond(link, base, at, signal)
    const { statusCode: status = 0 } = response
    if (status >= 200 && status < 300) {
      const body = await readBody(response, largestAnswer)
      return { payload: answerPayload(response, body), bytes: body.length }
    }
    await passOver(response, Math.min(passedOver, largestAnswer))
    if (!redirects.has(status)) throw statusFailure(response)
    if (followed === mostRedirects)
      throw new Failure('refused', `the server redirects more than ${mostRedirects} times in a row`)
    at = redirected(base, at, response.headers.location)
  }
}

/** Where a redirect leads. Whatever else the server says, the question and who we are stay with it. */
function redirected(base: URL, at: string, location: string | undefined): string {
  const here = new URL(`${base.origin}${at}`)
  if (location === undefined || !URL.canParse(location, here))
    throw new Failure('refused', 'the server redirects, and does not say where to')
  const { origin, pathname, search } = new URL(location, here)
  if (origin !== base.origin)
    throw new Failure(
      'refused',
      `the server redirects to another place (${origin}), which is not followed; if that is right, name it in "url"`,
    )
  return `${pathname}${search}`
}

function respond(link: Link, base: URL, path: string, signal: AbortSignal): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const { agent, settings } = link
  const headers = {
    accept: 'application/json, */*;q=0.5',
    'user-agent': 'millrace',
    ...settings.headers,
    'accept-encoding': encodings,
  }
  const request = link.request(base, { agent, headers, path, signal })
  let answered = false
  request.once('response', (response) => {
    answered = true
    resolve(response)
  })
  request.on('error', (error) => {
    // The server has closed a connection that was at rest, perhaps while the request was on its way to it.
    const isStale = request.reusedSocket && 'code' in error && wordless.has(String(error.code))
    if (isStale && !answered && !signal.aborted) resolve(respond(link, base, path, signal))
    else reject(error)
  })
  // An answer that asks for another protocol brings neither of both.
  request.once('close', () =>
    reject(new Failure('refused', 'the server answers in another protocol than HTTP')),
  )
  request.end()
  return promise
}
