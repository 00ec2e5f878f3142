import type { Instruction } from './instruction.ts'
import { canonical } from './letter-case.ts'
import { FAILED } from './run.ts'
import type { SearchState } from './search-state.ts'

/** Takes the text that a group has matched once more. One that took no part matched nothing. */
export function referBack(state: SearchState, reference: Instruction, at: number): number {
  const { text, meter } = state
  const index = reference.groups.find((group) => state.slot(2 * group) >= 0 && state.slot(2 * group + 1) >= 0)
  if (index === undefined) return at
  const from = state.slot(2 * index)
  const length = state.slot(2 * index + 1) - from
  const start = reference.isBackward ? at - length : at
  if (start < 0 || start + length > text.length) return FAILED
  if (reference.ignoresCase) meter.count(length)
  else meter.countCharacters(length)
  for (let i = 0; i < length; i++) {
    const one = text.charCodeAt(from + i)
    const other = text.charCodeAt(start + i)
    if (one !== other && !(reference.ignoresCase && canonical(one) === canonical(other))) return FAILED
  }
  return reference.isBackward ? start : start + length
}
