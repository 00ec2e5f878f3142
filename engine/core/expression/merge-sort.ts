/**
 * A stable merge sort that asks in the same order as JSONata does, so that a comparison which fails
 * or contradicts itself has the same outcome. `isAfter(a, b)` says that b comes before a.
 */
export function mergeSorted(
  values: readonly unknown[],
  isAfter: (left: unknown, right: unknown) => boolean,
): readonly unknown[] {
  if (values.length <= 1) return values
  const middle = Math.floor(values.length / 2)
  return merged(
    mergeSorted(part(values, 0, middle), isAfter),
    mergeSorted(part(values, middle, values.length), isAfter),
    isAfter,
  )
}

/** Not slice: on a marked array that would give another marked array. */
function part(values: readonly unknown[], from: number, to: number): unknown[] {
  const result: unknown[] = []
  for (let i = from; i < to; i++) result.push(values[i])
  return result
}

function merged(
  left: readonly unknown[],
  right: readonly unknown[],
  isAfter: (left: unknown, right: unknown) => boolean,
): readonly unknown[] {
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
