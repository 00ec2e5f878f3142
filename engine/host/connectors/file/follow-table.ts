import type { Event, Key } from '../../../core/model/event.ts'
import { Failure } from '../../../core/model/failure.ts'
import type { Json, JsonObject } from '../../../core/model/json.ts'
import type { EventArrival, FailedArrival } from '../../../core/operator/arrival.ts'
import type { FlowSide, ServedNode } from '../connector.ts'
import type { FileState } from './file-state.ts'
import { flowRoom } from './flow-room.ts'
import { demandInside, type FileOptions } from './node-path.ts'
import { readTable, type TableBounds, usualBounds } from './read-table.ts'
import { arrivalOf, overhead } from './row-arrival.ts'
import { type KnownRows, noRows, TableChanges } from './table-changes.ts'
import { TableNews } from './table-news.ts'
import { WatchedFile, type WatchTimes } from './watched-file.ts'

/** A `table-in` with its file. */
export interface TablePlace {
  readonly node: ServedNode
  readonly path: string
  readonly options: FileOptions
}

interface Measures {
  readonly times: WatchTimes
  readonly bounds: TableBounds
}

const usual: Measures = { times: { quiet: 500, poll: 2_000 }, bounds: usualBounds }

/**
 * Reads a table, and reads it again whenever its file has changed, until all is to stop. The node has `finished` once the
 * first reading is over, whatever came of it.
 */
export async function followTable(
  place: TablePlace,
  flow: FlowSide,
  stop: AbortSignal,
  { times, bounds }: Measures = usual,
): Promise<void> {
  // Started in a turn of its own, when the flow is there.
  await new Promise(setImmediate)
  if (stop.aborted) return
  const file = new WatchedFile(place.path, times, stop)
  const table = new FollowedTable(place, bounds, flow, stop)
  for (let isFirst = true; ;) {
    const { known, isOver, again } = await table.read()
    if (stop.aborted) return
    if (isFirst && isOver) flow.finished(place.node.id)
    isFirst &&= !isOver
    if (again) await file.untilNextLook()
    await file.change(known)
    if (stop.aborted) return
  }
}

interface Outcome {
  /** The state of the file that this came of; undefined where it is to be read again in any case. */
  readonly known: FileState | undefined
  /** False: the file was changed under the reading. */
  readonly isOver: boolean
  /** The system refused, which may pass without a change of the file. */
  readonly again: boolean
}

class FollowedTable {
  private readonly place: TablePlace
  private readonly bounds: TableBounds
  private readonly flow: FlowSide
  private readonly stop: AbortSignal
  private readonly news: TableNews
  private readonly keyOf: (event: Event) => Key
  private known: KnownRows = noRows
  private isLoaded = false
  /** How many readings in a row the file was changed under. */
  private disturbed = 0

  constructor(place: TablePlace, bounds: TableBounds, flow: FlowSide, stop: AbortSignal) {
    this.place = place
    this.bounds = bounds
    this.flow = flow
    this.stop = stop
    const { node, path } = place
    this.keyOf = node.values['key'] as (event: Event) => Key // the setting of this name is an expression of this kind
    this.news = new TableNews(`node ${node.id}: ${path}`, (news) => flow.tell(news))
  }

  /** Reads the file and hands on what is different. */
  async read(): Promise<Outcome> {
    const { node, path, options } = this.place
    const changes = new TableChanges(this.known, this.keyOf)
    try {
      demandInside(node, path, options)
      const { state, failure } = await readTable(
        node,
        path,
        this.bounds,
        (row) => changes.add(row),
        this.stop,
      )
      if (state === undefined) return this.disturb()
      this.disturbed = 0
      if (failure === undefined) await this.accept(changes)
      else this.fail(failure, true)
      return { known: state, isOver: true, again: false }
    } catch (error) {
      this.fail(error, false)
      const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
      return { known: code, isOver: true, again: true }
    }
  }

  /** Once is chance, and the next reading finds it quiet; twice is worth a word. */
  private disturb(): Outcome {
    const isOver = ++this.disturbed > 1
    if (isOver) this.fail(new Failure('changing', changing), false)
    return { known: undefined, isOver, again: isOver }
  }

  private fail(error: unknown, isNew: boolean): void {
    if (!this.stop.aborted) this.news.failed(error, { hasRows: this.isLoaded, isNew })
  }

  private async accept(changes: TableChanges): Promise<void> {
    for (const [arrival, size] of this.arrivals(changes)) {
      if (this.stop.aborted) return
      this.flow.receive(arrival, size + overhead)
      if (this.flow.isFull()) await flowRoom(this.flow, this.stop)
    }
    const { rows, bad, twice } = changes
    this.known = { rows, bad }
    this.isLoaded = true
    this.news.read(rows.size, twice)
  }

  /**
   * What goes to the flow, with its size. Rows that are gone come before those that are new: a key that was a text and
   * is a number now may be the same row further on.
   */
  private *arrivals(changes: TableChanges): Generator<readonly [EventArrival | FailedArrival, number]> {
    const { id } = this.place.node
    const { letters, changed } = changes
    const removed = changes.removed()
    for (const letter of letters) yield [arrivalOf(id, letter, this.flow.now()), letter.size]
    let left = removed.length + changed.size
    for (const key of removed) yield [this.without({ key: key as Json, ...loadedAt(--left) }), 0]
    for (const row of changed.values()) {
      const arrival = arrivalOf(id, row, this.flow.now(), loadedAt(--left))
      yield [arrival, row.size]
    }
    if (removed.length + changed.size === 0 && !this.isLoaded) yield [this.without(loadedAt(0)), 0]
  }

  private without(properties: JsonObject): EventArrival {
    return { kind: 'event', node: this.place.node.id, at: this.flow.now(), payload: null, properties }
  }
}

/** The last event of a reading says that all rows are there. */
const loadedAt = (left: number): JsonObject => (left === 0 ? { loaded: true } : {})

const changing =
  'it was changed while it was read, and again at once; write it under another name in the same folder, and rename it then'
