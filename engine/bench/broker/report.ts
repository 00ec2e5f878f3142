import type { Figures } from './measure.ts'
import type { QoS } from './messages.ts'
import { median, spread } from '../statistics.ts'
import { type SubjectName, subjectNames } from './subjects.ts'
import { layOut } from '../table.ts'

/** One subject in one round; `failure` says why there are no figures. */
export type Result = Readonly<{
  round: number
  qos: QoS
  subject: SubjectName
  figures?: Figures
  failure?: string
}>

type Measure = Readonly<{ title: string; digits: number; of: (figures: Figures) => number }>

const measures: readonly Measure[] = [
  { title: 'CPU µs a message', digits: 1, of: ({ throughput }) => throughput.cpuMicroseconds },
  { title: 'messages a second', digits: 0, of: ({ throughput }) => throughput.messagesPerSecond },
  { title: 'p50 ms, paced', digits: 3, of: ({ latency }) => latency.p50 },
  { title: 'p99 ms, paced', digits: 3, of: ({ latency }) => latency.p99 },
  { title: 'CPU µs a message, paced', digits: 1, of: ({ latency }) => latency.cpuMicroseconds },
  { title: 'peak memory MiB', digits: 0, of: ({ peakMebibytes }) => peakMebibytes },
]

/**
 * A table with a row for each QoS and measure, and for each subject the median of the rounds, the median of
 * the rounds' ratios to the script, and how far apart the rounds were.
 */
export function tabulate(results: readonly Result[]): string {
  const subjects = subjectNames.filter((name) => results.some(({ subject }) => subject === name))
  const head = subjects.flatMap((name) => [name, '/script', 'spread'])
  const rows = [0, 1].flatMap((qos) => {
    const level = results.filter((result) => result.qos === qos)
    if (level.length === 0) return []
    return measures.map((measure) => [
      String(qos),
      measure.title,
      ...subjects.flatMap((subject) => cells(subject, level, measure)),
    ])
  })
  return layOut([['QoS', 'measure', ...head], ...rows])
}

function cells(subject: SubjectName, level: readonly Result[], { digits, of }: Measure): string[] {
  const values: number[] = []
  const ratios: number[] = []
  for (const { round, figures } of level.filter((result) => result.subject === subject)) {
    if (!figures) continue
    values.push(of(figures))
    const script = level.find((one) => one.round === round && one.subject === 'script')
    if (script?.figures) ratios.push(of(figures) / of(script.figures))
  }
  if (values.length === 0) return ['failed', '-', '-']
  return [
    median(values).toFixed(digits),
    ratios.length === 0 ? '-' : median(ratios).toFixed(2),
    `${Math.round(spread(values) * 100)}%`,
  ]
}

/** What else ran on the machine meanwhile, which says how far the figures can be trusted. */
export function disturbance(results: readonly Result[]): string {
  const shares = results.flatMap(({ figures }) => (figures ? [figures.othersShare * 100] : []))
  if (shares.length === 0) return 'nothing was measured'
  const [middle, worst] = [median(shares), Math.max(...shares)].map((share) => share.toFixed(1))
  return `CPU used by anything else during the runs: ${middle} % of the machine, at worst ${worst} %`
}
