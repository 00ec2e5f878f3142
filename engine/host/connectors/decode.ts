import { isUtf8 } from 'node:buffer'
import { isBase64 } from '../../core/model/base64-text.ts'
import { Failure } from '../../core/model/failure.ts'
import type { Json } from '../../core/model/json.ts'
import { readJson } from './json-border.ts'

export type Format = 'json' | 'text' | 'raw'

/** How much of something that could not be decoded a dead letter keeps, in bytes. */
export const remainsLength = 4096

const byteOrderMark = 0xfeff

/**
 * What bytes from outside say: `json` is parsed (without any bytes it is null, which is what an emptied retained
 * message is), `text` stays text, `raw` becomes base64. Throws a `Failure`: `not-utf-8`, or one of `readJson`.
 */
export function decode(bytes: Buffer, format: Format): Json {
  if (format === 'raw') return bytes.toString('base64')
  const text = decodeText(bytes)
  if (format === 'text') return text
  return text === '' ? null : readPayload(text)
}

/** What begins as a list, an object or a text in quotes is meant to be JSON. */
const meantAsJson = /^\s*[[{"]/

function readPayload(text: string): Json {
  try {
    return readJson(text)
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'not-json' || meantAsJson.test(text)) throw error
    throw new Failure(error.code, `${error.message}; where payloads are plain text, write "format": "text"`)
  }
}

function decodeText(bytes: Buffer): string {
  if (!isUtf8(bytes)) {
    throw new Failure('not-utf-8', `expected text in UTF-8, got ${bytes.length} bytes that are none`)
  }
  const text = bytes.toString()
  return text.charCodeAt(0) === byteOrderMark ? text.slice(1) : text
}

/** The opposite: a value as the bytes that are sent. Throws a `Failure` where `raw` is not given base64 text. */
export function encode(payload: Json, format: Format): string | Buffer {
  if (format === 'json') return JSON.stringify(payload)
  if (format === 'text') return typeof payload === 'string' ? payload : JSON.stringify(payload)
  if (typeof payload !== 'string' || !isBase64(payload)) {
    throw new Failure('not-base64', 'expected base64 text, since the format is raw')
  }
  return Buffer.from(payload, 'base64')
}

/**
 * What is kept of bytes that could not be decoded: their beginning, as text where they are text. `all` is how many there
 * were, where that is not known by the bytes themselves.
 */
export function remains(bytes: Buffer, all = bytes.length): Json {
  const part = bytes.subarray(0, remainsLength)
  const cut = all > part.length
  const size = { bytes: all, ...(cut ? { cut } : {}) }
  // A cut may go through a character, which the decoder is told not to complain of.
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(part, { stream: cut }), ...size }
  } catch {
    return { base64: part.toString('base64'), ...size }
  }
}
