import type { Cut } from './cut.ts'

/**
 * Windows of one size (ms), each begun so long after the one before; where both are the same, one begins where the other
 * ends. Window 0 begins at `offset`. Panes are as long as can be for each window to be of whole panes.
 */
export function hopping(size: number, every: number, offset: number): Cut {
  const pane = greatestCommonDivisor(size, every)
  const step = every / pane
  const width = size / pane
  return {
    paneOf: (time) => Math.floor((time - offset) / pane),
    startOf: (number) => number * pane + offset,
    firstWith: (number) => Math.floor((number - width) / step) + 1,
    lastWith: (number) => Math.floor(number / step),
    from: (window) => window * step,
    to: (window) => window * step + width,
  }
}

export function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
