import { Failure } from '../../../core/model/failure.ts'
import type { Json } from '../../../core/model/json.ts'
import { readJson } from '../json-border.ts'
import { CsvRows, type CsvField, type CsvRow } from './csv-rows.ts'
import { textLines } from './text-lines.ts'
import { textPieces } from './text-pieces.ts'
import { whatIsText, whyNoText } from './why-no-text.ts'

/** A row of a file: what it holds, or why it can't be used. */
export interface FileRow {
  readonly line: number
  /** How long it is, in characters. */
  readonly size: number
  /** What it is called, where the file names its rows. */
  readonly name?: string
  readonly payload: Json
  readonly problem?: { readonly code: string; readonly message: string }
}

const separators = [',', ';', '\t', '|']

/** How much of a row that can't be used is kept, in characters. */
export const kept = 1_000

/** The rows of a file of JSON lines. A line may have 16 million characters. */
export async function* jsonRows(source: AsyncIterable<Buffer>): AsyncGenerator<readonly FileRow[]> {
  for await (const lines of textLines(source, 16 * 1024 * 1024)) {
    yield lines
      .filter(({ text }) => text?.trim() !== '')
      .map(({ number, text }) => {
        if (text === undefined) return bad(number, 0, 'too-long', 'the line is too long', null)
        try {
          return { line: number, size: text.length, payload: readJson(text) }
        } catch (error) {
          if (!(error instanceof Failure)) throw error
          const { code, message } = whyNoText(text) ?? error
          return bad(number, kept, code, message, keptOf(text))
        }
      })
  }
}

/** The rows of a CSV file as objects by the names in its first row. Throws a `Failure` where those can't be used. */
export async function* csvRows(
  source: AsyncIterable<Buffer>,
  separator: string,
  numbers: boolean,
): AsyncGenerator<readonly FileRow[]> {
  const reader = new CsvRows(separator)
  let names: readonly string[] | undefined
  let mayBeNoText = false
  const toRow = (row: CsvRow, names: readonly string[]): FileRow => {
    const noText = mayBeNoText ? whyNoText(wholeOf(row)) : undefined
    if (noText === undefined) return rowOf(row, names, numbers)
    return bad(row.line, kept, noText.code, noText.message, keptOf(wholeOf(row)))
  }
  const toRows = (rows: readonly CsvRow[]): FileRow[] => {
    const [header, ...rest] = names === undefined ? rows : [undefined, ...rows]
    if (header !== undefined) names = namesOf(header, separator)
    return rest.flatMap((row) => (row === undefined ? [] : [toRow(row, names ?? [])]))
  }
  for await (const text of textPieces(source, true)) {
    mayBeNoText ||= text.includes('\0')
    yield toRows(reader.push(text))
  }
  yield toRows(reader.end())
}

function namesOf(row: CsvRow, separator: string): readonly string[] {
  const { fields, problem } = row
  const why = problem ?? whyNoText(wholeOf(row))?.message
  if (why !== undefined) throw new Failure('bad-header', `the row of names: ${why}`)
  if (fields.some(({ text, quoted }) => !quoted && text.trim().includes('\r')))
    throw new Failure(
      'bad-header',
      'the row of names: a line ends in the midst of it; save the file with one kind of line ends',
    )
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
  if (problem !== undefined) return bad(line, kept, 'bad-row', problem, keptOf(texts.join(' ')))
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

const wholeOf = ({ fields }: CsvRow): string => fields.map(({ text }) => text).join(' ')

export const keptOf = (text: string): string => ownText(whatIsText(text.slice(0, kept)))

export function bad(line: number, size: number, code: string, message: string, payload: Json): FileRow {
  return { line, size, payload, problem: { code, message } }
}

/** V8 copies shorter pieces by itself. */
const shortest = 13

/** A copy: a piece of a longer text would keep all of that in memory for as long as it is held. */
function ownText(text: string): string {
  return text.length < shortest ? text : Buffer.from(text, 'utf16le').toString('utf16le')
}
