import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { median, spread } from '../statistics.ts'
import { layOut } from '../table.ts'
import { queries, type Query } from './flow-plan.ts'
import { measure, type Measured } from './measure.ts'

const [first, ...others] = process.argv.slice(2)
if (first === '--measure') {
  console.log(JSON.stringify(measure(known(others[0] ?? ''))))
} else {
  const wanted = first === undefined ? queries : [first, ...others].map(known)
  const rows = wanted.map((query) => rowOf(query, measuredAlone(query)))
  const cpu = cpus()
  console.log(`${cpu.length} x ${cpu[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}`)
  const head = ['query', 'what it is', 'events/s', 'spread', 'p50', 'p99', 'held', 'peak', 'by hand', 'ratio']
  console.log(layOut([head, ...rows]))
}

function known(name: string): Query {
  const query = queries.find((query) => query === name)
  if (query === undefined) throw new Error(`there is no query ${name}; there are ${queries.join(', ')}`)
  return query
}

/** Each query has a process of its own: V8 prepares code for what it runs, and memory is that of one flow. */
function measuredAlone(query: Query): Measured | undefined {
  const args = ['--expose-gc', fileURLToPath(import.meta.url), '--measure', query]
  const { stdout, status } = spawnSync(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  if (status === 0) return JSON.parse(String(stdout)) as Measured
  process.exitCode = 1
  return undefined
}

function rowOf(query: Query, measured: Measured | undefined): string[] {
  const text = readFileSync(new URL(`flows/${query}.flow.json`, import.meta.url), 'utf8')
  const { name } = JSON.parse(text) as { readonly name: string }
  if (measured === undefined) return [query, name, 'failed']
  const { speeds, byHand, half, most, held, peak } = measured
  const ratios = speeds.map((speed, round) => speed / (byHand[round] ?? Number.NaN))
  return [
    query,
    name,
    perSecond(median(speeds)),
    `± ${(50 * spread(speeds)).toFixed(0)} %`,
    `${half.toFixed(0)} µs`,
    `${most.toFixed(0)} µs`,
    inMebibytes(held),
    inMebibytes(peak),
    ...(byHand.length === 0 ? [] : [perSecond(median(byHand)), median(ratios).toFixed(2)]),
  ]
}

function perSecond(speed: number): string {
  return `${(speed / 1e6).toFixed(2)} M/s`
}

function inMebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MiB`
}
