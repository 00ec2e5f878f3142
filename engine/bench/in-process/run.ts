import { cpus } from 'node:os'
import { median, spread } from '../statistics.ts'
import { layOut } from '../table.ts'
import { diamond, plan, planAmongMany, withFlow } from './flow.ts'
import { arrivals, readings, type Result, withLoop, withRxjs } from './job.ts'

const rounds = 7
const events = 1_000_000

type Subject = readonly [name: string, run: () => Result]

/** Runs the subjects in turn, so that a machine that slows down slows all of them; gives events a second, round by round. */
function measure(subjects: readonly Subject[]): Map<string, number[]> {
  const speeds = new Map<string, number[]>(subjects.map(([name]) => [name, []]))
  for (const [, run] of subjects) run()
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of subjects) {
      const began = performance.now()
      run()
      speeds.get(name)?.push((events * 1000) / (performance.now() - began))
    }
  }
  return speeds
}

/** All subjects do the same job, or the comparison is worth nothing. */
function agree(subjects: readonly Subject[]): void {
  const [first, ...others] = subjects.map(([, run]) => run())
  for (const other of others) {
    const close = Math.abs(other.total - (first?.total ?? 0)) <= 1e-9 * Math.abs(other.total)
    if (other.results !== first?.results || !close) {
      throw new Error(`the subjects differ: ${JSON.stringify(first)} and ${JSON.stringify(other)}`)
    }
  }
}

function rows(title: string, speeds: Map<string, number[]>, beside: readonly string[]): string[][] {
  const perRound = (name: string, other: string): number[] =>
    (speeds.get(name) ?? []).map((speed, round) => speed / (speeds.get(other)?.[round] ?? Number.NaN))
  return [...speeds].map(([name, all]) => [
    title,
    name,
    `${(median(all) / 1e6).toFixed(2)} M/s`,
    `± ${(50 * spread(all)).toFixed(0)} %`,
    ...beside.map((other) => (speeds.has(other) ? median(perRound(name, other)).toFixed(2) : '')),
  ])
}

const beside = ['RxJS by hand', 'bare loop', 'Millrace, batches of 256']
const many = planAmongMany()
const table = [['job', 'subject', 'events', 'spread', 'to RxJS', 'to loop', 'to batches']]
for (const devices of [1_000, 100_000]) {
  const given = arrivals(events, devices)
  const plain = readings(given)
  const subjects: Subject[] = [
    ['Millrace, batches of 256', () => withFlow(plan, given, 256)],
    ['Millrace, one by one', () => withFlow(plan, given, 1)],
    ['Millrace, batches of 256, after 100 other flows', () => withFlow(many, given, 256)],
    ['RxJS by hand', () => withRxjs(plain)],
    ['bare loop', () => withLoop(plain)],
  ]
  agree(subjects)
  table.push(...rows(`average, ${devices.toLocaleString('en')} keys`, measure(subjects), beside))
}
const given = arrivals(events, 1_000)
const subjects: Subject[] = [
  ['Millrace, batches of 256', () => withFlow(diamond, given, 256)],
  ['Millrace, one by one', () => withFlow(diamond, given, 1)],
]
agree(subjects)
table.push(...rows('ten nodes with a diamond', measure(subjects), beside))

const cpu = cpus()
console.log(
  `${cpu.length} x ${cpu[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}, medians of ${rounds} rounds`,
)
console.log(layOut(table))
