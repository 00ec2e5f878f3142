import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { Failure } from '../../../core/model/failure.ts'
import type { Json } from '../../../core/model/json.ts'
import { readJson } from '../json-border.ts'
import { CsvRows, type CsvField, type CsvRow } from './csv-rows.ts'
import { textLines } from './text-lines.ts'

/** A row of a file: what it holds, or why it can't be used. */
export interface FileRow {
  readonly line: number
  /** How long it is, in characters. */
  readonly size: number
  readonly payload: Json
  readonly problem?: { readonly code: string; readonly message: string }
}

const separators = [',', ';', '\t', '|']

/** How much of a row that can't be used is kept, in characters. */
const kept = 1_000

/** The rows of a file of JSON lines. A line may have 16 million characters. */
export async function* jsonRows(source: Readable): AsyncGenerator<readonly FileRow[]> {
  for await (const lines of textLines(source, 16 * 1024 * 1024)) {
    yield lines
      .filter(({ text }) => text?.trim() !== '')
      .map(({ number, text }) => {
        if (text === undefined) return bad(number, 0, 'too-long', 'the line is too long', null)
        try {
          return { line: number, size: text.length, payload: readJson(text) }
        } catch (error) {
          if (!(error instanceof Failure)) throw error
          return bad(number, kept, error.code, error.message, ownText(text.slice(0, kept)))
        }
      })
  }
}

/** The rows of a CSV file as objects by the names in its first row. Throws a `Failure` where those can't be used. */
export async function* csvRows(
  source: Readable,
  separator: string,
  numbers: boolean,
): AsyncGenerator<readonly FileRow[]> {
  const decoder = new StringDecoder('utf8')
  const reader = new CsvRows(separator)
  let names: readonly string[] | undefined
  let first = true
  const toRows = (rows: readonly CsvRow[]): FileRow[] => {
    const [header, ...rest] = names === undefined ? rows : [undefined, ...rows]
    if (header !== undefined) names = namesOf(header, separator)
    return rest.flatMap((row) => (row === undefined ? [] : [rowOf(row, names ?? [], numbers)]))
  }
  for await (const chunk of source) {
    let text: string = decoder.write(chunk)
    if (first && text.length > 0) {
      first = false
      if (text.charCodeAt(0) === 0xfeff) text = text.slice(1)
    }
    yield toRows(reader.push(text))
  }
  yield toRows([...reader.push(decoder.end()), ...reader.end()])
}

function namesOf({ fields, problem }: CsvRow, separator: string): readonly string[] {
  if (problem !== undefined) throw new Failure('bad-header', `the row of names: ${problem}`)
  demandSeparated(fields, separator)
  const names = fields.map(({ text }) => ownText(text.trim()))
  const known = new Set<string>()
  for (const [at, name] of names.entries()) {
    if (name === '') throw new Failure('bad-header', `the row of names: column ${at + 1} has no name`)
    if (name === '__proto__')
      throw new Failure('forbidden-key', 'the row of names: __proto__ is not accepted')
    if (known.has(name)) {
      throw new Failure('bad-header', `the row of names: ${JSON.stringify(name)} stands there twice`)
    }
    known.add(name)
  }
  return names
}

/** One name that holds what usually separates names was not separated. */
function demandSeparated([first, second]: readonly CsvField[], separator: string): void {
  if (first === undefined || first.quoted || second !== undefined) return
  const other = separators.find((one) => one !== separator && first.text.includes(one))
  if (other === undefined) return
  const start = first.text.length > 40 ? `${first.text.slice(0, 40)}...` : first.text
  throw new Failure(
    'bad-header',
    `the row of names: expected names with ${JSON.stringify(separator)} between them, got ${JSON.stringify(start)}; ` +
      `set "separator": ${JSON.stringify(other)}`,
  )
}

function rowOf({ line, fields, problem }: CsvRow, names: readonly string[], numbers: boolean): FileRow {
  const texts = fields.map(({ text }) => text)
  const size = texts.reduce((sum, { length }) => sum + length, 0)
  if (problem !== undefined)
    return bad(line, kept, 'bad-row', problem, ownText(texts.join(' ').slice(0, kept)))
  if (fields.length !== names.length) {
    const message = `expected ${names.length} values, one for each name in the first row, got ${fields.length}`
    return bad(line, size, 'bad-row', message, texts.map(ownText))
  }
  const values = names.map((name, at) => [name, valueOf(fields[at] as CsvField, numbers)] as const) // equally many
  return { line, size, payload: Object.fromEntries(values) }
}

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/

/** Nothing between two separators is null. What has leading zeros, or more digits than a number keeps, stays text. */
function valueOf({ text, quoted }: CsvField, numbers: boolean): Json {
  if (quoted) return ownText(text)
  if (text === '') return null
  if (!numbers || !number.test(text)) return ownText(text)
  const value = Number(text)
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))
    ? value
    : ownText(text)
}

function bad(line: number, size: number, code: string, message: string, payload: Json): FileRow {
  return { line, size, payload, problem: { code, message } }
}

/** V8 copies shorter pieces by itself. */
const shortest = 13

/** A copy: a piece of a longer text would keep all of that in memory for as long as it is held. */
function ownText(text: string): string {
  return text.length < shortest ? text : Buffer.from(text, 'utf16le').toString('utf16le')
}
