import type { Aggregate } from './aggregate.ts'
import { average } from './aggregates/average.ts'
import { count } from './aggregates/count.ts'
import { distinctCount } from './aggregates/distinct-count.ts'
import { earliest, latest } from './aggregates/ends-by-time.ts'
import { first, last } from './aggregates/ends.ts'
import { max, min } from './aggregates/extremes.ts'
import { median, quantile } from './aggregates/quantile.ts'
import { rate } from './aggregates/rate.ts'
import { slope } from './aggregates/slope.ts'
import { sum } from './aggregates/sum.ts'
import { timeAverage } from './aggregates/time-average.ts'
import { stddev, variance } from './aggregates/variance.ts'

/** The aggregates that are kept incrementally, by the name of their function. */
export const aggregates: ReadonlyMap<string, Aggregate> = new Map(
  [
    count,
    sum,
    average,
    min,
    max,
    first,
    last,
    earliest,
    latest,
    variance,
    stddev,
    median,
    quantile,
    distinctCount,
    slope,
    rate,
    timeAverage,
  ].map((aggregate) => [aggregate.name, aggregate]),
)
