import { realpathSync } from 'node:fs'
import { isAbsolute, relative, resolve } from 'node:path'
import { type Event, makeEvent } from '../../../core/model/event.ts'
import { Failure } from '../../../core/model/failure.ts'
import type { Connector, FlowSide, OpenConnector, ServedNode } from '../connector.ts'
import { csvRows, type FileRow, jsonRows } from './file-rows.ts'
import { openSource } from './open-source.ts'
import { reasonOf, whyUnreadable } from './why-unreadable.ts'
import { Pace } from './pace.ts'

export interface FileOptions {
  /** Where the flow lies; paths in it start here. */
  readonly folder: string
  /** Whether a flow may name files outside its folder. */
  readonly outside: boolean
}

/** What a row takes in memory beside what it holds, about. */
const overhead = 200

/** Serves `file-in`: reads as fast as the flow can take it, or paced by the rows' own times. */
export function fileConnector(options: FileOptions): Connector {
  return {
    types: ['file-in'],
    open: (nodes, flow) => {
      const readers = nodes.map((node) => ({ node, path: pathOf(node, options) }))
      return openFiles(readers, flow)
    },
  }
}

function openFiles(
  readers: readonly { readonly node: ServedNode; readonly path: string }[],
  flow: FlowSide,
): OpenConnector {
  const stop = new AbortController()
  const done = readers.map(({ node, path }) => readFile(node, path, flow, stop.signal))
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
    for await (const rows of rowsOf(node, path, stop)) {
      for (const row of rows) {
        const waiting = pace?.until(row)
        if (waiting !== undefined) await waiting
        if (stop.aborted) return
        flow.receive(arrivalOf(node, row, flow.now()), row.size + overhead)
        if (flow.isFull()) await room(flow, stop)
      }
    }
    flow.finished(node.id)
  } catch (error) {
    if (stop.aborted) return
    flow.tell({ level: 'error', message: `node ${node.id}: ${path}: ${reasonOf(error)}` })
    flow.finished(node.id)
  }
}

function rowsOf(
  { values }: ServedNode,
  path: string,
  signal: AbortSignal,
): AsyncGenerator<readonly FileRow[]> {
  const source = openSource(path, signal)
  const { format, separator, numbers } = values
  const csv = format === 'csv' || (format === 'auto' && path.toLowerCase().endsWith('.csv'))
  return csv ? csvRows(source, String(separator ?? ','), numbers !== false) : jsonRows(source)
}

function arrivalOf({ id }: ServedNode, { line, payload, problem }: FileRow, at: number) {
  // Whatever becomes of it says which line it was.
  if (problem === undefined) return { kind: 'event', node: id, at, payload, properties: { line } } as const
  const { code, message } = problem
  return {
    kind: 'failed',
    node: id,
    at,
    payload,
    problem: { code, message: `line ${line}: ${message}` },
  } as const
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

function room(flow: FlowSide, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    stop.addEventListener('abort', () => resolve(), { once: true })
    flow.whenRoom(resolve)
  })
}

function pathOf({ id, values }: ServedNode, { folder, outside }: FileOptions): string {
  const given = String(values['path'])
  const path = resolve(folder, given)
  if (!outside && leadsOut(folder, path)) {
    throw new Failure('outside', `node ${id}: path: expected a file in the folder of the flow, got ${given}`)
  }
  const reason = whyUnreadable(path)
  if (reason === undefined) return path
  throw new Failure('no-file', `node ${id}: path: cannot read ${path}: ${reason}`)
}

/** Neither the name nor a link may lead out of the folder. */
function leadsOut(folder: string, path: string): boolean {
  const inside = relative(real(folder), real(path))
  return inside.startsWith('..') || isAbsolute(inside)
}

function real(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path // it is not there, which is told next
  }
}
