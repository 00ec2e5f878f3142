import { expect, test } from 'vitest'
import { Soak } from './soak.ts'

/** Keys a second; each is remembered for some 100 seconds, as `forget` and what the nodes wait for say. */
const perSecond = 10

test('what a node holds follows the keys that there are, and not those that there were', () => {
  const soak = new Soak(perSecond)
  soak.pass(150)
  const early = soak.held()
  soak.pass(450)
  const late = soak.held()
  expect(soak.met).toBe(6_000)
  expect(soak.failed()).toEqual([])
  for (const [node, keys] of Object.entries(late)) {
    expect(keys, node).toBeLessThanOrEqual(1.1 * (early[node] ?? 0))
    expect(keys, node).toBeLessThan(130 * perSecond)
  }
  expect(Object.keys(late)).toHaveLength(13)
})
