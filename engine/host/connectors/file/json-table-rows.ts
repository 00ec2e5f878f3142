import { Failure } from '../../../core/model/failure.ts'
import { readJson } from '../json-border.ts'
import { bad, type FileRow, kept, keptOf } from './file-rows.ts'
import { type JsonElement, JsonElements } from './json-elements.ts'
import { textPieces } from './text-pieces.ts'
import { whyNoText } from './why-no-text.ts'

/**
 * The rows of a file that is one JSON list, or one JSON object of rows by their names. Throws a `Failure` where it is
 * broken; a row that is whole and cannot be accepted is a row with a problem.
 */
export async function* jsonTableRows(source: AsyncIterable<Buffer>): AsyncGenerator<readonly FileRow[]> {
  const elements = new JsonElements()
  for await (const text of textPieces(source, false)) yield elements.push(text).map(rowOf)
  elements.end()
}

function rowOf({ line, name, text }: JsonElement): FileRow {
  const noText = whyNoText(text) ?? whyNoText(name ?? '')
  if (noText !== undefined) return bad(line, kept, noText.code, noText.message, keptOf(text))
  try {
    const row = { line, size: text.length, payload: readJson(text) }
    return name === undefined ? row : { ...row, name: nameOf(name) }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const { code, message } = error
    if (code === 'not-json') throw new Failure(code, `line ${line}: ${message}`)
    return bad(line, kept, code, message, keptOf(text))
  }
}

function nameOf(written: string): string {
  const name = readJson(written)
  if (typeof name === 'string') return name
  throw new Failure('not-json', `expected a name in quotes, got ${written.trim().slice(0, 40)}`)
}
