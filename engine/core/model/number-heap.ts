/** Adds to a binary heap: a list whose least number stands first. */
export function pushNumber(heap: number[], value: number): void {
  let at = heap.length
  heap.push(value)
  while (at > 0) {
    const above = (at - 1) >> 1
    const parent = heap[above] ?? 0
    if (parent <= value) break
    heap[at] = parent
    at = above
  }
  heap[at] = value
}

/** Takes the least number out of a heap; undefined where it is empty. */
export function popNumber(heap: number[]): number | undefined {
  const least = heap[0]
  const last = heap.pop()
  if (last === undefined || heap.length === 0) return least
  let at = 0
  for (;;) {
    const left = 2 * at + 1
    const right = left + 1
    const child = (heap[right] ?? Number.POSITIVE_INFINITY) < (heap[left] ?? 0) ? right : left
    const value = heap[child]
    if (value === undefined || value >= last) break
    heap[at] = value
    at = child
  }
  heap[at] = last
  return least
}
