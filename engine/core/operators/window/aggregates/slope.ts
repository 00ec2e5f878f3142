import { defineAggregate, numberOf } from '../aggregate.ts'

/** Sums of x and y relative to the first point, so that times since 1970 do not cancel. */
type Sums = readonly [x0: number, y0: number, n: number, x: number, y: number, xx: number, xy: number]

export const slope = defineAggregate<Sums | null>({
  name: 'slope',
  summary:
    'How steeply the values rise: the least-squares line through `$slope(payload.c, time)`, per unit of the second',
  each: 2,
  start: () => null,
  add(sums, value, at) {
    const y = numberOf('slope', value)
    const x = numberOf('slope', at)
    const [x0, y0, n, sx, sy, sxx, sxy] = sums ?? [x, y, 0, 0, 0, 0, 0]
    const dx = x - x0
    const dy = y - y0
    return [x0, y0, n + 1, sx + dx, sy + dy, sxx + dx * dx, sxy + dx * dy]
  },
  result(sums) {
    if (sums === null) return undefined
    const [, , n, sx, sy, sxx, sxy] = sums
    const spread = n * sxx - sx * sx
    return spread === 0 ? undefined : (n * sxy - sx * sy) / spread
  },
})
