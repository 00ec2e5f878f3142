import type { Plan } from '../../core/operator/plan.ts'
import type { WatermarkArrival } from '../../core/operator/arrival.ts'

/** Which sources of a flow may still give something, and which have given all they have. */
export class SourceEnds {
  private readonly open: Set<string>
  /** Those that have ended, which the flow has not been told. */
  private untold: string[] = []

  constructor({ nodes }: Plan) {
    this.open = new Set(nodes.filter(({ operator }) => operator.category === 'source').map(({ id }) => id))
  }

  /** Whether nothing comes of any source any more. */
  get all(): boolean {
    return this.open.size === 0
  }

  /** Whether the flow goes on and is to be told of one that has ended. */
  get hasNews(): boolean {
    return !this.all && this.untold.length > 0
  }

  /** This source has given all it has. */
  add(node: string): void {
    if (this.open.delete(node)) this.untold.push(node)
  }

  /** That nothing comes of them any more, for the flow to be fed once all they gave is handled. */
  take(): readonly WatermarkArrival[] {
    const { untold } = this
    this.untold = []
    return untold.map((node) => ({ kind: 'watermark', node, watermark: Number.POSITIVE_INFINITY }))
  }
}
