import { type Event, makeEvent } from '../../../core/model/event.ts'
import type { Connector, FlowSide, OpenConnector, ServedNode } from '../connector.ts'
import { formatOf, rowsOf } from './file-format.ts'
import type { FileRow } from './file-rows.ts'
import { flowRoom } from './flow-room.ts'
import { followTable } from './follow-table.ts'
import { type FileOptions, pathOf } from './node-path.ts'
import { openSource } from './open-source.ts'
import { Pace } from './pace.ts'
import { arrivalOf, overhead } from './row-arrival.ts'
import { demandTable } from './read-table.ts'
import { reasonOf } from './why-unreadable.ts'

/** The types of the nodes that read the file that their setting `path` names. */
export const fileTypes: readonly string[] = ['file-in', 'table-in']

interface Place {
  readonly node: ServedNode
  readonly path: string
}

/**
 * Serves `file-in`, which reads as fast as the flow can take it or paced by the rows' own times, and `table-in`, which
 * follows a file.
 */
export function fileConnector(options: FileOptions): Connector {
  return {
    types: fileTypes,
    open: (nodes, flow) => {
      const places = nodes.map((node): Place => ({ node, path: pathOf(node, options) }))
      const tables = places.filter(({ node }) => node.type === 'table-in')
      for (const { node, path } of tables) demandTable(node, path)
      return openFiles(
        places.filter((place) => !tables.includes(place)),
        tables,
        options,
        flow,
      )
    },
  }
}

function openFiles(
  files: readonly Place[],
  tables: readonly Place[],
  options: FileOptions,
  flow: FlowSide,
): OpenConnector {
  const stop = new AbortController()
  const done = files.map(({ node, path }) => readFile(node, path, flow, stop.signal))
  // Not waited for at the end: a disk that does not answer, as of a network, would hold it up.
  for (const { node, path } of tables) void followTable({ node, path, options }, flow, stop.signal)
  return {
    ready: Promise.resolve(),
    send: () => {},
    isFull: () => false,
    stopReading: () => stop.abort(),
    close: async () => {
      stop.abort()
      await Promise.all(done)
      return 0
    },
  }
}

async function readFile(node: ServedNode, path: string, flow: FlowSide, stop: AbortSignal): Promise<void> {
  const pace = paceOf(node, flow, stop)
  // Started in a turn of its own, when the flow is there.
  await new Promise(setImmediate)
  try {
    for await (const rows of rowsOf(node, formatOf(node, path), openSource(path, stop))) {
      for (const row of rows) {
        const waiting = pace?.until(row)
        if (waiting !== undefined) await waiting
        if (stop.aborted) return
        flow.receive(arrivalOf(node.id, row, flow.now()), row.size + overhead)
        if (flow.isFull()) await flowRoom(flow, stop)
      }
    }
    flow.finished(node.id)
  } catch (error) {
    if (stop.aborted) return
    flow.tell({ level: 'error', message: `node ${node.id}: ${path}: ${reasonOf(error)}` })
    flow.finished(node.id)
  }
}

function paceOf({ values }: ServedNode, flow: FlowSide, stop: AbortSignal): Pace | undefined {
  const { speed, time } = values
  if (typeof speed !== 'number' || typeof time !== 'function') return undefined
  const timeOf = (row: FileRow): number | undefined => {
    try {
      const event: Event = makeEvent(row.payload, 0)
      const found: unknown = time(event)
      return typeof found === 'number' ? found : undefined
    } catch {
      return undefined // the flow makes a dead letter of it
    }
  }
  return new Pace(speed, timeOf, () => flow.now(), stop)
}
