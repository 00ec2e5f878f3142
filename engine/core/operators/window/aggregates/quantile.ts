import type { Json } from '../../../model/json.ts'
import { Failure } from '../../../model/failure.ts'
import { defineAggregate, numberOf } from '../aggregate.ts'

/** Up to this many values quantiles are exact. */
const exactly = 1024
const chunk = 64
/** Beyond it, by a DDSketch (Masson, Rim and Lee, 2019), off by at most this part of the value. */
const error = 0.01
const base = Math.log((1 + error) / (1 - error))

/** How many values fell into each bin of the sketch; the bin of a value is ceil(log(|v|) / base), with its sign. */
interface Bins {
  readonly positive: readonly (readonly [bin: number, count: number])[]
  readonly negative: readonly (readonly [bin: number, count: number])[]
  readonly zero: number
}

/** Values in chunks, the last of them still filling; `bins` is there once there were too many for all to be kept. */
interface Values {
  readonly q: number
  readonly chunks: readonly (readonly number[])[]
  readonly bins: Bins | null
}

const declare = (
  name: string,
  summary: string,
  constants: number,
  q: (constants: readonly Json[]) => number,
) =>
  defineAggregate<Values & { readonly [field: string]: Json }>({
    name,
    summary,
    constants,
    start: (given) => ({ q: q(given), chunks: [], bins: null }) as never,
    add: (values, value) => added(values, numberOf(name, value)) as never,
    result: (values) => quantileOf(values),
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

function added({ q, chunks, bins }: Values, value: number): Values {
  const filling = chunks.at(-1)
  if (filling !== undefined && filling.length < chunk) {
    return { q, bins, chunks: [...chunks.slice(0, -1), [...filling, value]] }
  }
  const full = bins === null ? chunks.length * chunk >= exactly : chunks.length > 0
  if (!full) return { q, bins, chunks: [...chunks, [value]] }
  return {
    q,
    bins: chunks.flat().reduce(binned, bins ?? { positive: [], negative: [], zero: 0 }),
    chunks: [[value]],
  }
}

function binned({ positive, negative, zero }: Bins, value: number): Bins {
  if (value === 0) return { positive, negative, zero: zero + 1 }
  const bin = Math.ceil(Math.log(Math.abs(value)) / base)
  return value > 0
    ? { positive: counted(positive, bin), negative, zero }
    : { positive, negative: counted(negative, bin), zero }
}

function counted(bins: Bins['positive'], bin: number): Bins['positive'] {
  const at = bins.findIndex(([one]) => one >= bin)
  const found = bins[at]
  if (found?.[0] === bin) return bins.with(at, [bin, found[1] + 1])
  return at < 0 ? [...bins, [bin, 1]] : bins.toSpliced(at, 0, [bin, 1])
}

/** Linear between the two nearest ranks where exact (type 7 of Hyndman and Fan, 1996), else the middle of the bin. */
function quantileOf({ q, chunks, bins }: Values): number | undefined {
  const values = chunks.flat().sort((a, b) => a - b)
  if (bins === null) {
    if (values.length === 0) return undefined
    const rank = q * (values.length - 1)
    const below = values[Math.floor(rank)] ?? 0
    const above = values[Math.ceil(rank)] ?? below
    return below + (above - below) * (rank - Math.floor(rank))
  }
  const all = values.reduce(binned, bins)
  const ordered = [
    ...all.negative.toReversed().map(([bin, count]) => [-middle(bin), count] as const),
    [0, all.zero] as const,
    ...all.positive.map(([bin, count]) => [middle(bin), count] as const),
  ]
  const total = ordered.reduce((sum, [, count]) => sum + count, 0)
  let left = q * (total - 1)
  for (const [value, count] of ordered) {
    if (left < count) return value
    left -= count
  }
  return ordered.at(-1)?.[0]
}

const middle = (bin: number): number => (2 * Math.exp(bin * base)) / (Math.exp(base) + 1)
