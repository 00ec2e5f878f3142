import { dirname } from 'node:path'
import { Failure } from '../../../core/model/failure.ts'
import { isObject } from '../../../core/model/json.ts'
import { firstSlip } from './connection-text.ts'

/** A named connection as it stands in its file: looked at only so far as that it is an object. */
export interface ConnectionEntry {
  readonly name: string
  readonly fields: Readonly<Record<string, unknown>>
  /** The file and the name, as messages begin. */
  readonly where: string
  /** Files are looked for from here. */
  readonly folder: string
}

/** The entries of a text of JSON, which is from this file. Throws a `Failure` that never holds a secret. */
export function connectionEntries(text: string, file: string): readonly ConnectionEntry[] {
  // What a parser says may quote a password.
  const slip = firstSlip(text)
  if (slip !== undefined) throw new Failure('bad-connections', `${file}:${slip}`)
  const document: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
  if (!isObject(document))
    throw new Failure('bad-connections', `${file}: expected an object with connections by name`)
  return Object.entries(document).map(([name, fields]) => {
    const where = `${file}: connection "${name}"`
    if (!isObject(fields)) throw new Failure('bad-connections', `${where}: expected an object with "url"`)
    return { name, fields, where, folder: dirname(file) }
  })
}
