import type { Json } from '../model/json.ts'
import type { NodeSurroundings } from '../operator/setting.ts'
import type { Counters } from './counters.ts'
import type { NodeContext } from './node-context.ts'

/** Under these names it is noted in the counts that a setting gave nothing, and that a part of one never had a value. */
export const nothingNote = (setting: string): string => `${setting} gave nothing`
export const unfoundNote = (part: string): string => `${part} found no value`

/**
 * What the expressions of a node's setting may ask for: that of the hook at hand. A class, since an object written down
 * with a getter is one that V8 looks up by hashing on every evaluation.
 */
export class HookSurroundings implements NodeSurroundings {
  readonly parameters: Readonly<Record<string, Json>>
  readonly random: () => number
  readonly setting: string
  private readonly context: NodeContext
  private readonly counters: Counters
  private readonly nothing: string

  constructor(
    parameters: Readonly<Record<string, Json>>,
    context: NodeContext,
    counters: Counters,
    setting: string,
  ) {
    this.parameters = parameters
    this.random = context.random
    this.context = context
    this.counters = counters
    this.setting = setting
    this.nothing = nothingNote(setting)
  }

  get now(): number {
    return this.context.now
  }

  missing(): void {
    this.counters.note(this.nothing)
  }

  unfound(part: string): void {
    this.counters.noteUnfound(unfoundNote(part))
  }

  found(part: string): void {
    this.counters.noteFound(unfoundNote(part))
  }
}
