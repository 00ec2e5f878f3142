import type { Json } from '../model/json.ts'
import type { NodeSurroundings } from '../operator/setting.ts'
import type { Counters } from './counters.ts'
import type { NodeContext } from './node-context.ts'

/**
 * What the expressions of a running node may ask for: that of the hook at hand. A class, since an object written down
 * with a getter is one that V8 looks up by hashing on every evaluation.
 */
export class HookSurroundings implements NodeSurroundings {
  readonly parameters: Readonly<Record<string, Json>>
  readonly random: () => number
  private readonly context: NodeContext
  private readonly counters: Counters

  constructor(parameters: Readonly<Record<string, Json>>, context: NodeContext, counters: Counters) {
    this.parameters = parameters
    this.random = context.random
    this.context = context
    this.counters = counters
  }

  get now(): number {
    return this.context.now
  }

  missing(): void {
    this.counters.note('expression gave nothing')
  }
}
