import { expect, test } from 'vitest'
import { Backlog } from './backlog.ts'

/** Takes until nothing more may be taken; gives what each time came. */
function takeAll(backlog: Backlog, count: number, before: number): number[][] {
  const groups: number[][] = []
  for (;;) {
    const taken = backlog.take(count, before)
    if (taken.length === 0) return groups
    groups.push(taken.map(({ payload }) => Number(payload)))
  }
}

function filled(instants: readonly (number | undefined)[]): Backlog {
  const backlog = new Backlog()
  for (const [payload, at] of instants.entries()) {
    backlog.add({ kind: 'event', node: 'in', payload, ...(at === undefined ? {} : { at }) }, 100)
  }
  return backlog
}

const forEver = Number.POSITIVE_INFINITY

test.each<
  [instants: (number | undefined)[], count: number, before: number, groups: number[][], left: number]
>([
  [[], 3, forEver, [], 0],
  [[1, 2, 3], 3, forEver, [[0, 1, 2]], 0],
  [[1, 2, 3, 4, 5, 6, 7], 2, forEver, [[0, 1], [2, 3], [4, 5], [6]], 0],
  [[1, 2, 2, 3, 3], 4, 3, [[0, 1, 2]], 2],
  [[1, 2, 2, 3, 3], 2, 3, [[0, 1], [2]], 2],
  [[5, 6], 2, 5, [], 2],
  // What does not say when it came is not held back.
  [[undefined, undefined, 7], 2, 3, [[0, 1]], 1],
])('of %j by %i before %d: %j', (instants, count, before, groups, left) => {
  const backlog = filled(instants)
  expect(takeAll(backlog, count, before)).toEqual(groups)
  expect(backlog.length).toBe(left)
})

test('what was taken makes room, and what is added meanwhile keeps its place', () => {
  const backlog = filled(Array.from({ length: 10_000 }, (_, at) => at))
  expect(backlog.isFull()).toBe(true)
  const found: number[] = []
  for (let at = 10_000; at < 30_000; at++) {
    found.push(...backlog.take(1, forEver).map(({ payload }) => Number(payload)))
    expect(backlog.isFull()).toBe(false)
    backlog.add({ kind: 'event', node: 'in', at, payload: at }, 100)
  }
  for (const group of takeAll(backlog, 700, forEver)) found.push(...group)
  expect(found).toEqual(Array.from({ length: 30_000 }, (_, at) => at))
  backlog.add({ kind: 'event', node: 'in', payload: 'large' }, 65 * 1024 * 1024)
  expect(backlog.isFull()).toBe(true)
  backlog.take(1, forEver)
  expect([backlog.isFull(), backlog.firstInstant]).toEqual([false, Number.NEGATIVE_INFINITY])
})
