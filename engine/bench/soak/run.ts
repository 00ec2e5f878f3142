import { spawnSync } from 'node:child_process'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { layOut } from '../table.ts'
import { keysPerSecond, Soak } from './soak.ts'

/** What a flow with twelve operators that remember keys may hold, however many come and go, bytes. */
const most = 512 * 1024 * 1024
const keys = 1_000_000
const stages = 10

const { gc } = globalThis
if (gc === undefined) {
  const file = fileURLToPath(import.meta.url)
  const { status } = spawnSync(process.execPath, ['--expose-gc', file], { stdio: 'inherit' })
  process.exit(status ?? 1)
}

const before = held()
const soak = new Soak()
const started = performance.now()
const rows: string[][] = []
let largest = 0
for (let stage = 0; stage < stages; stage++) {
  soak.pass(keys / keysPerSecond / stages)
  const bytes = held() - before
  largest = Math.max(largest, bytes)
  const counts = Object.values(soak.held())
  rows.push([soak.met.toLocaleString('en'), Math.max(...counts).toLocaleString('en'), inMebibytes(bytes)])
}
const seconds = (performance.now() - started) / 1_000
const cpu = cpus()
console.log(`${cpu.length} x ${cpu[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}`)
console.log(layOut([['keys met', 'most held by a node', 'memory'], ...rows]))
console.log(
  `${soak.met.toLocaleString('en')} keys in ${seconds.toFixed(0)} s; at most ${inMebibytes(largest)} of ${inMebibytes(most)}`,
)
for (const line of soak.failed()) console.log(line)
process.exitCode = largest > most || soak.failed().length > 0 ? 1 : 0

function held(): number {
  void gc?.()
  return process.memoryUsage().heapUsed
}

function inMebibytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(0)} MiB`
}
