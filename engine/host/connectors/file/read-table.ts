import { constants, statSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { Failure } from '../../../core/model/failure.ts'
import type { ServedNode } from '../connector.ts'
import { type FileFormat, formatOf, rowsOf } from './file-format.ts'
import type { FileRow } from './file-rows.ts'
import { type FileState, stateOf } from './file-state.ts'

/** The most that a table may have. */
export interface TableBounds {
  readonly bytes: number
  readonly rows: number
}

export const usualBounds: TableBounds = { bytes: 64 * 1024 * 1024, rows: 1_000_000 }

/** Throws a `Failure` for what is read only once, such as a pipe. */
export function demandTable({ id }: ServedNode, path: string): void {
  if (statSync(path).isFile()) return
  throw new Failure('no-file', `node ${id}: path: cannot read ${path} as a table: ${notFile}`)
}

const notFile = 'this is a pipe or a device, which can be read only once; name a file'

/**
 * What became of a reading: the state of the file that it was read in, undefined where that changed meanwhile, so that
 * the rows are worth nothing; and why its rows cannot be a table, or are not written to their end.
 */
export interface TableReading {
  readonly state: FileState | undefined
  readonly failure?: Failure
}

/** Hands on every row of a file. Throws what the system says where it can't be read. */
export async function readTable(
  node: ServedNode,
  path: string,
  bounds: TableBounds,
  take: (row: FileRow) => void,
  signal: AbortSignal,
): Promise<TableReading> {
  // Whoever opens a pipe would wait for its writer.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const before = await file.stat({ bigint: true })
    const state = stateOf(before)
    if (!before.isFile()) return { state, failure: new Failure('no-file', notFile) }
    const whole = { file, size: Number(before.size) }
    const failure = await readRows(node, formatOf(node, path), whole, bounds, take, signal)
      .then(() => undefined)
      .catch((error: unknown) => {
        if (error instanceof Failure) return error
        throw error
      })
    // What is wrong with half of a file is nobody's concern.
    if (stateOf(await file.stat({ bigint: true })) !== state) return { state: undefined }
    return failure === undefined ? { state } : { state, failure }
  } finally {
    await file.close()
  }
}

async function readRows(
  node: ServedNode,
  format: FileFormat,
  { file, size }: { readonly file: FileHandle; readonly size: number },
  { bytes, rows: most }: TableBounds,
  take: (row: FileRow) => void,
  signal: AbortSignal,
): Promise<void> {
  if (size > bytes) throw tooLarge(`${Math.ceil(size / mega)} MB, a table has at most ${bytes / mega} MB`)
  if (size === 0) return demandRowless(format)
  let count = 0
  let last: FileRow | undefined
  for await (const rows of rowsOf(node, format, bytesOf(file, size, signal))) {
    for (const row of rows) {
      if (++count > most) throw tooLarge(`more than ${most} rows, which is the most a table may have`)
      take(row)
    }
    last = rows.at(-1) ?? last
  }
  if (last?.problem === undefined || format === 'json' || (await endsWithLine(file, size))) return
  throw new Failure(
    'half-written',
    `line ${last.line}: ${last.problem.message}; since no end of a line follows, the file counts as half written`,
  )
}

/** No stream, which closes the file where it is left in the midst. A file that has grown meanwhile is read no further. */
async function* bytesOf(file: FileHandle, size: number, signal: AbortSignal): AsyncGenerator<Buffer> {
  const buffer = Buffer.alloc(16 * 1024)
  for (let at = 0; at < size;) {
    signal.throwIfAborted()
    const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, size - at), at)
    if (bytesRead === 0) return
    at += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}

const mega = 1024 * 1024

const tooLarge = (found: string): Failure => new Failure('too-large', `it has ${found}`)

/** An empty file is a table of JSON lines without rows; otherwise there has to be something still. */
function demandRowless(format: FileFormat): void {
  if (format === 'ndjson') return
  const expected = format === 'csv' ? 'a row of names' : 'a JSON list or object of rows'
  throw new Failure('half-written', `expected ${expected}, got an empty file`)
}

async function endsWithLine(file: FileHandle, size: number): Promise<boolean> {
  const { buffer } = await file.read({ buffer: Buffer.alloc(1), position: size - 1 })
  return buffer[0] === 0x0a || buffer[0] === 0x0d
}
