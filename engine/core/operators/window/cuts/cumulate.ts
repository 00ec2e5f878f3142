import type { Cut } from './cut.ts'

/**
 * Windows that share a start and grow by `step` (ms) up to `size`, a multiple of it: those of one hour with a step of a
 * minute end after 1, 2 … 60 minutes of each hour.
 */
export function cumulate(size: number, step: number, offset: number): Cut {
  const steps = size / step
  const firstOf = (number: number): number => Math.floor(number / steps) * steps
  return {
    paneOf: (time) => Math.floor((time - offset) / step),
    startOf: (pane) => pane * step + offset,
    firstWith: (pane) => pane,
    lastWith: (pane) => firstOf(pane) + steps - 1,
    from: firstOf,
    to: (window) => window + 1,
  }
}
