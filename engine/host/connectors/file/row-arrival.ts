import type { JsonObject } from '../../../core/model/json.ts'
import type { EventArrival, FailedArrival } from '../../../core/operator/arrival.ts'
import type { FileRow } from './file-rows.ts'

/** What a row takes in memory beside what it holds, about. */
export const overhead = 200

/** What reaches a flow of a row; whatever becomes of it says which line it was. */
export function arrivalOf(
  node: string,
  row: FileRow,
  at: number,
  more: JsonObject = {},
): EventArrival | FailedArrival {
  const { line, payload, problem } = row
  if (problem === undefined)
    return { kind: 'event', node, at, payload, properties: { ...propertiesOf(row), ...more } }
  const { code, message } = problem
  return { kind: 'failed', node, at, payload, problem: { code, message: `line ${line}: ${message}` } }
}

/** What an event has beside the row itself. */
export const propertiesOf = ({ line, name }: FileRow): JsonObject =>
  name === undefined ? { line } : { line, name }
