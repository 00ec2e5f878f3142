import { MAX_CONSTANT_STEPS } from './limits.ts'

/** What one evaluation may use. Whoever runs expressions of people whom nobody knows sets them lower. */
export interface Bounds {
  /** Function applications and turns of loops; going through texts and lists counts in proportion. */
  readonly steps: number
  /** Calls inside calls, where the inner is not the last thing that the outer does. */
  readonly depth: number
  /** Bytes of texts, lists and objects that are made in all, whether they are kept or not. */
  readonly bytes: number
  /** Elements of one list that is made. */
  readonly elements: number
  /** Characters (UTF-16 code units) of one text that is made. */
  readonly characters: number
}

/** They are far above what a rule needs and far below what harms its neighbours. */
export const defaultBounds: Bounds = {
  steps: 5_000_000,
  depth: 500,
  bytes: 64_000_000,
  // JSONata's own, of a range.
  elements: 10_000_000,
  characters: 10_000_000,
}

/** What is worked out at compile time may use: where that is not enough, it is left to each evaluation. */
export const constantBounds: Bounds = { ...defaultBounds, steps: MAX_CONSTANT_STEPS }

/** What a bound may be set to. Calls that nest deeper would use up the stack. */
export const largestBounds: Bounds = {
  steps: 1_000_000_000,
  depth: 1_000,
  bytes: 1_000_000_000,
  elements: defaultBounds.elements,
  characters: defaultBounds.characters,
}

/** Bounds of which some are set. Throws a RangeError that names the one that can't be. */
export function boundsWith(set: Partial<Bounds>): Bounds {
  for (const [name, value] of Object.entries(set)) {
    if (!Object.hasOwn(defaultBounds, name))
      throw new RangeError(`there is no bound "${name}"; there are ${Object.keys(defaultBounds).join(', ')}`)
    const most = largestBounds[name as keyof Bounds]
    if (!Number.isInteger(value) || value < 1 || value > most)
      throw new RangeError(
        `the bound "${name}" is ${String(value)}; set it to a whole number from 1 to ${most}`,
      )
  }
  return { ...defaultBounds, ...set }
}
