import type { IncomingMessage } from 'node:http'
import { Failure } from '../../../core/model/failure.ts'
import type { Json } from '../../../core/model/json.ts'
import { decode } from '../decode.ts'

/** `application/json`, and whatever else is written in JSON, such as `application/problem+json`. */
const json = /^\s*[\w.-]+\/([\w.+-]+\+)?json\s*(;|$)/i

/**
 * What an answer says: JSON where its content type says so, text otherwise, and null where it has no body. Throws a
 * `Failure`, `bad-json` or `not-utf-8`, that quotes nothing: a server may repeat who asked.
 */
export function answerPayload({ headers }: IncomingMessage, body: Buffer): Json {
  if (body.length === 0) return null
  if (!json.test(headers['content-type'] ?? '')) return decode(body, 'text')
  try {
    return decode(body, 'json')
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    throw new Failure('bad-json', `the answer says that it is JSON: ${wordsOf(error, body)}`)
  }
}

/** What parsers say of a text quotes it. */
function wordsOf({ code, message }: Failure, body: Buffer): string {
  return code === 'not-json' ? `expected JSON, got ${body.length} bytes that are none` : message
}
