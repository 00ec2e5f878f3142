import type { Run } from '../frame.ts'
import { HALF_BYTES } from '../stack.ts'

/**
 * A stable merge sort that asks in the same order as JSONata does, so that a comparison which fails
 * or contradicts itself has the same outcome. `isAfter(a, b)` says that b comes before a.
 * The run has room for it on the stack.
 */
export function mergeSorted(values: readonly unknown[], isAfter: IsAfter, run: Run): readonly unknown[] {
  const bytes = HALF_BYTES * Math.ceil(Math.log2(Math.max(2, values.length)))
  run.enter(bytes)
  const sorted = halvesSorted(values, isAfter)
  run.leave(bytes)
  return sorted
}

type IsAfter = (left: unknown, right: unknown) => boolean

function halvesSorted(values: readonly unknown[], isAfter: IsAfter): readonly unknown[] {
  if (values.length <= 1) return values
  const middle = Math.floor(values.length / 2)
  return merged(
    halvesSorted(part(values, 0, middle), isAfter),
    halvesSorted(part(values, middle, values.length), isAfter),
    isAfter,
  )
}

/** Not slice: on a marked array that would give another marked array. */
function part(values: readonly unknown[], from: number, to: number): unknown[] {
  const result: unknown[] = []
  for (let i = from; i < to; i++) result.push(values[i])
  return result
}

function merged(left: readonly unknown[], right: readonly unknown[], isAfter: IsAfter): readonly unknown[] {
  const result: unknown[] = []
  let l = 0
  let r = 0
  while (l < left.length && r < right.length) {
    if (isAfter(left[l], right[r])) result.push(right[r++])
    else result.push(left[l++])
  }
  while (l < left.length) result.push(left[l++])
  while (r < right.length) result.push(right[r++])
  return result
}
