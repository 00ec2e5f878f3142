import type { EntryReader } from '../connections/entry-reader.ts'
import { baseAddress } from './http-address.ts'
import { headersOf } from './http-headers.ts'
import type { HttpSettings } from './http-settings.ts'

/** A named connection to a server of HTTP. Throws a `Failure` that never holds a secret. */
export function readHttp(reader: EntryReader): HttpSettings {
  const { name, where } = reader.entry
  const url = baseAddress(reader.text('url') ?? reader.wrong('url', 'an address'), where)
  const { files: _, ...certificates } = reader.certificates(url)
  return {
    name,
    url,
    headers: headersOf(reader),
    ...certificates,
    rejectUnauthorized: reader.flag('rejectUnauthorized', true),
    concurrency: reader.whole('concurrency', 'requests at once', [1, 256], 8),
    largestAnswer: reader.whole('largestAnswer', 'bytes', [1_000, 100_000_000], 1_000_000),
  }
}
