import { readFileSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import { nearestNames } from '../../../core/check/nearest.ts'
import { Failure } from '../../../core/model/failure.ts'
import { describe, isObject } from '../../../core/model/json.ts'
import { isEndless } from '../endless-device.ts'
import { type CertificateTexts, isSecure, withoutTls, wrongCertificate } from './check-certificates.ts'
import type { ConnectionEntry } from './connection-entries.ts'

/** Another kind of connection: its fields, and what it is to. */
interface OtherKind {
  readonly fields: readonly string[]
  readonly to: string
}

interface Certificates extends CertificateTexts {
  /** The files that these are from, as one names them where this process was started. */
  readonly files?: Readonly<Partial<Record<'ca' | 'cert' | 'key', string>>>
}

/**
 * Reads the fields of one connection. Each method throws a `Failure` where it finds something else than it expects, with
 * the place and never with what stands there, which may be a secret.
 */
export class EntryReader {
  readonly entry: ConnectionEntry

  constructor(entry: ConnectionEntry) {
    this.entry = entry
  }

  wrong(field: string, expected: string): never {
    throw new Failure('bad-connections', `${this.entry.where}: ${field}: expected ${expected}`)
  }

  /** Refuses fields that are not among those known, with the name that may be meant. */
  refuseUnknown(known: readonly string[], other: OtherKind): void {
    const { fields, where } = this.entry
    const unknown = Object.keys(fields).find((field) => !known.includes(field))
    if (unknown === undefined) return
    const near = nearestNames()(unknown, known)
    const of = other.fields.includes(unknown) ? `; that is a field of connections to ${other.to}` : ''
    const hint = near === undefined ? of : `; did you mean "${near}"?`
    const all = `there are ${known.join(', ')}`
    throw new Failure('bad-connections', `${where}: there is no field ${describe(unknown)}${hint} (${all})`)
  }

  has(field: string): boolean {
    return this.entry.fields[field] !== undefined
  }

  text(field: string): string | undefined {
    const value = this.entry.fields[field]
    return value === undefined || typeof value === 'string' ? value : this.wrong(field, 'text')
  }

  choice<Choice extends string>(field: string, of: readonly Choice[], otherwise: Choice): Choice {
    const value = this.text(field) ?? otherwise
    return of.find((one) => one === value) ?? this.wrong(field, `one of ${of.join(', ')}`)
  }

  whole(field: string, unit: string, [least, most]: readonly [number, number], otherwise: number): number {
    const value = this.entry.fields[field] ?? otherwise
    const isFine = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
    return isFine ? value : this.wrong(field, `whole ${unit}, ${least} to ${most}`)
  }

  flag(field: string, otherwise: boolean): boolean {
    const { [field]: value = otherwise } = this.entry.fields
    return typeof value === 'boolean' ? value : this.wrong(field, 'true or false')
  }

  /** What a text is that may be kept elsewhere: it stands there itself, or as `{ "env": "NAME" }`. */
  secret(field: string, value: unknown): string | undefined {
    if (value === undefined || typeof value === 'string') return value
    if (isObject(value) && typeof value['env'] === 'string') {
      const { env: name } = value
      return process.env[name] ?? this.wrong(field, `the environment variable ${name}, which is not set`)
    }
    return this.wrong(field, 'text, or { "env": "NAME" } for a variable of the environment')
  }

  /** A secret that stands in one field, or in a file that another names. */
  secretOrFile(field: string, fileField: string): string | undefined {
    if (this.has(field) && this.has(fileField)) this.wrong(field, `only one of ${field} and ${fileField}`)
    return this.secret(field, this.entry.fields[field]) ?? this.content(fileField)?.replace(/\r?\n$/, '')
  }

  /** `ca`, `cert` and `key`, which fit one another and this address. */
  certificates(url: string): Certificates {
    const found = { ca: this.content('ca'), cert: this.content('cert'), key: this.content('key') }
    const given = withoutGaps(found)
    const bad = isSecure(url) ? wrongCertificate(given) : withoutTls(url, given)
    if (bad !== undefined) this.wrong(...bad)
    const files = this.certificateFiles()
    return { ...given, ...(Object.keys(files).length === 0 ? {} : { files }) }
  }

  private content(field: string): string | undefined {
    const path = this.text(field)
    if (path === undefined) return undefined
    const file = resolve(this.entry.folder, path)
    if (isEndless(file)) return this.wrong(field, `a file, and ${path} is a device without an end`)
    try {
      return readFileSync(file, 'utf8')
    } catch {
      return this.wrong(field, `a file that can be read, and ${path} can't`)
    }
  }

  private certificateFiles(): NonNullable<Certificates['files']> {
    const pairs = (['ca', 'cert', 'key'] as const).flatMap((field) => {
      const path = this.text(field)
      return path === undefined
        ? []
        : [[field, isAbsolute(path) ? path : join(this.entry.folder, path)] as const]
    })
    return Object.fromEntries(pairs)
  }
}

/** The fields that have a text. */
export function withoutGaps<Field extends string>(
  found: Readonly<Record<Field, string | undefined>>,
): Readonly<Partial<Record<Field, string>>> {
  // An object of some of the same fields, which the type of `fromEntries` does not tell.
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as Partial<
    Record<Field, string>
  >
}
