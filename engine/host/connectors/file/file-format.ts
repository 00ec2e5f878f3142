import type { ServedNode } from '../connector.ts'
import { csvRows, type FileRow, jsonRows } from './file-rows.ts'
import { jsonTableRows } from './json-table-rows.ts'

export type FileFormat = 'csv' | 'ndjson' | 'json'

/** How a node's file is written: as its settings say, otherwise as its name does. */
export function formatOf({ type, values }: ServedNode, path: string): FileFormat {
  const { format } = values
  if (format === 'csv' || format === 'ndjson' || format === 'json') return format
  const name = path.toLowerCase()
  if (name.endsWith('.csv')) return 'csv'
  return type === 'table-in' && name.endsWith('.json') ? 'json' : 'ndjson'
}

/** The rows of a file. Throws a `Failure` where it can't be used at all. */
export function rowsOf(
  { values }: ServedNode,
  format: FileFormat,
  source: AsyncIterable<Buffer>,
): AsyncGenerator<readonly FileRow[]> {
  if (format === 'csv')
    return csvRows(source, String(values['separator'] ?? ','), values['numbers'] !== false)
  return format === 'json' ? jsonTableRows(source) : jsonRows(source)
}
