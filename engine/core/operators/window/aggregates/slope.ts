import { aggregateOfNumbers } from '../aggregate.ts'

/** Sums of x and y relative to the first point, so that times since 1970 do not cancel. */
interface Sums {
  n: number
  x0: number
  y0: number
  x: number
  y: number
  xx: number
  xy: number
}

export const slope = aggregateOfNumbers<Sums>({
  name: 'slope',
  summary:
    'How steeply the values rise: the least-squares line through `$slope(payload.c, time)`, per unit of the second',
  each: 2,
  start: () => ({ n: 0, x0: 0, y0: 0, x: 0, y: 0, xx: 0, xy: 0 }),
  add(sums, y, x) {
    if (sums.n++ === 0) {
      sums.x0 = x
      sums.y0 = y
    }
    const dx = x - sums.x0
    const dy = y - sums.y0
    sums.x += dx
    sums.y += dy
    sums.xx += dx * dx
    sums.xy += dx * dy
  },
  result({ n, x, y, xx, xy }) {
    const spread = n * xx - x * x
    return spread === 0 ? undefined : (n * xy - x * y) / spread
  },
})
