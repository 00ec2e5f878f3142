import { Failure } from '../../../model/failure.ts'
import { quantileOf } from '../../../model/exact/quantile.ts'
import type { Json } from '../../../model/json.ts'
import { aggregateOfNumbers } from '../aggregate.ts'

/** Up to this many values quantiles are exact. */
const exactly = 1024
/** Beyond it, by a DDSketch (Masson, Rim and Lee, 2019), off by at most this part of the value. */
const error = 0.01
const base = Math.log((1 + error) / (1 - error))

/** How many values fell into each bin, in order of the bins. */
type Bins = [bin: number, count: number][]

/** The bin of a value is ceil(log(|v|) / base), on the side of its sign. */
interface Sketch {
  readonly positive: Bins
  readonly negative: Bins
  zero: number
}

/** The values themselves; once there are too many, the sketch takes them over. */
interface Values {
  readonly q: number
  readonly values: number[]
  sketch: Sketch | null
}

const declare = (
  name: string,
  summary: string,
  constants: number,
  q: (constants: readonly Json[]) => number,
) =>
  aggregateOfNumbers<Values>({
    name,
    summary,
    constants,
    start: (given) => ({ q: q(given), values: [], sketch: null }),
    add(held, value) {
      if (held.sketch !== null) {
        count(held.sketch, value)
      } else if (held.values.length < exactly) {
        held.values.push(value)
      } else {
        held.sketch = { positive: [], negative: [], zero: 0 }
        for (const one of held.values) count(held.sketch, one)
        count(held.sketch, value)
        held.values.length = 0
      }
    },
    result: ({ q, values, sketch }) => (sketch === null ? quantileOf(values, q) : estimate(sketch, q)),
  })

export const quantile = declare(
  'quantile',
  `The value that a part of all lies below: \`$quantile(payload.ms, 0.99)\`; exact up to ${exactly} values, then within 1 %`,
  1,
  ([q]) => {
    if (typeof q === 'number' && q >= 0 && q <= 1) return q
    throw new Failure('bad-quantile', `$quantile: expected a part from 0 to 1, got ${JSON.stringify(q)}`)
  },
)

export const median = declare(
  'median',
  `The middle value; exact up to ${exactly} values, then within 1 %`,
  0,
  () => 0.5,
)

function count(sketch: Sketch, value: number): void {
  if (value === 0) {
    sketch.zero++
    return
  }
  const bins = value > 0 ? sketch.positive : sketch.negative
  const bin = Math.ceil(Math.log(Math.abs(value)) / base)
  const at = placeOf(bins, bin)
  const found = bins[at]
  if (found?.[0] === bin) found[1]++
  else bins.splice(at, 0, [bin, 1])
}

/** Where a bin stands, or belongs. */
function placeOf(bins: Bins, bin: number): number {
  let low = 0
  let high = bins.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((bins[middle]?.[0] ?? bin) < bin) low = middle + 1
    else high = middle
  }
  return low
}

/** The middle of the bin in which the rank lies. */
function estimate({ positive, negative, zero }: Sketch, q: number): number | undefined {
  const ordered = [
    ...negative.toReversed().map(([bin, held]) => [-middleOf(bin), held] as const),
    [0, zero] as const,
    ...positive.map(([bin, held]) => [middleOf(bin), held] as const),
  ]
  const total = ordered.reduce((sum, [, held]) => sum + held, 0)
  let left = q * (total - 1)
  for (const [value, held] of ordered) {
    if (left < held) return value
    left -= held
  }
  return ordered.at(-1)?.[0]
}

const middleOf = (bin: number): number => (2 * Math.exp(bin * base)) / (Math.exp(base) + 1)
