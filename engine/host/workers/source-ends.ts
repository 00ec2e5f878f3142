import type { Plan } from '../../core/operator/plan.ts'
import type { WatermarkArrival } from '../../core/operator/arrival.ts'

/** Types of sources without an end: they are through once all is there, and go on with what changes. */
const tables: ReadonlySet<string> = new Set(['table-in'])

/** Which sources of a flow may still give something, and which have given all they have. */
export class SourceEnds {
  private readonly open: Set<string>
  /** The sources whose end ends the flow, if there are any: a table alone has none. */
  private readonly ending: ReadonlySet<string>
  /** Those that have ended, which the flow has not been told. */
  private untold: string[] = []

  constructor({ nodes }: Plan) {
    const sources = nodes.filter(({ operator }) => operator.category === 'source')
    this.open = new Set(sources.map(({ id }) => id))
    this.ending = new Set(sources.filter(({ operator }) => !tables.has(operator.type)).map(({ id }) => id))
  }

  /** Whether nothing comes of any source any more, but changes of tables that nobody would ask for. */
  get all(): boolean {
    return this.open.size === 0 && this.ending.size > 0
  }

  /** Whether the flow goes on and is to be told of one that has ended. */
  get hasNews(): boolean {
    return !this.all && this.untold.length > 0
  }

  /** This source has given all it has; of a table, all that there is so far. */
  add(node: string): void {
    if (this.open.delete(node) && this.ending.has(node)) this.untold.push(node)
  }

  /** That nothing comes of them any more, for the flow to be fed once all they gave is handled. */
  take(): readonly WatermarkArrival[] {
    const { untold } = this
    this.untold = []
    return untold.map((node) => ({ kind: 'watermark', node, watermark: Number.POSITIVE_INFINITY }))
  }
}
