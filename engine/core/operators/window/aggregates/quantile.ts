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
    isSmall: false,
    add: addValue,
    merge(held, { values, sketch }) {
      for (const value of values) addValue(held, value)
      if (sketch !== null) addSketch(sketchOf(held), sketch)
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

function addValue(held: Values, value: number): void {
  if (held.sketch === null && held.values.length < exactly) held.values.push(value)
  else count(sketchOf(held), value)
}

/** The sketch, which is made of the values if there is none yet. */
function sketchOf(held: Values): Sketch {
  if (held.sketch !== null) return held.sketch
  const sketch: Sketch = { positive: [], negative: [], zero: 0 }
  for (const value of held.values) count(sketch, value)
  held.values.length = 0
  held.sketch = sketch
  return sketch
}

function count(sketch: Sketch, value: number): void {
  if (value === 0) sketch.zero++
  else addBin(value > 0 ? sketch.positive : sketch.negative, Math.ceil(Math.log(Math.abs(value)) / base), 1)
}

function addBin(bins: Bins, bin: number, count: number): void {
  const at = placeOf(bins, bin)
  const found = bins[at]
  if (found?.[0] === bin) found[1] += count
  else bins.splice(at, 0, [bin, count])
}

function addSketch(sketch: Sketch, { positive, negative, zero }: Sketch): void {
  for (const [bin, held] of positive) addBin(sketch.positive, bin, held)
  for (const [bin, held] of negative) addBin(sketch.negative, bin, held)
  sketch.zero += zero
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
