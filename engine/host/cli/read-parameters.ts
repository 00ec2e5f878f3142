import type { Json } from '../../core/model/json.ts'
import { UsageError } from './usage-error.ts'

/**
 * Reads `--param name=value`: a value that is JSON is taken as such (`8`, `true`, `["a"]`), any other as text
 * (`5s`, `plant/a`); a text that looks like JSON stands in quotes.
 */
export function readParameters(given: readonly string[]): Readonly<Record<string, Json>> {
  const pairs = given.map((text): [string, Json] => {
    const at = text.indexOf('=')
    if (at < 1) throw new UsageError(`--param ${text}: expected name=value, such as --param limit=8`)
    return [text.slice(0, at), valueOf(text.slice(at + 1))]
  })
  return Object.fromEntries(pairs)
}

function valueOf(text: string): Json {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
