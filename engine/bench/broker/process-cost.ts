import { readFileSync, readdirSync } from 'node:fs'

/** What a process and all it has started have used so far. Threads are part of their process. */
export type ProcessCost = Readonly<{ cpuMicroseconds: number; peakMebibytes: number }>

// The unit of CPU times under /proc is fixed at 100 a second on every Linux that Node.js runs on.
const microsecondsPerTick = 10_000

/**
 * Reads CPU time (user and system, resolution 10 ms) and peak resident memory of a process tree from /proc.
 * Linux only; throws if the process is gone.
 */
export function readCost(pid: number): ProcessCost {
  const table = readProcessTable()
  const members = family(pid, table)
  if (members.length === 0) throw new Error(`process ${pid}: it has ended, so its cost cannot be read`)
  let ticks = 0
  let peakKibibytes = 0
  for (const member of members) {
    ticks += table.get(member)?.ticks ?? 0
    peakKibibytes += Number(/^VmHWM:\s+(\d+) kB/m.exec(read(`/proc/${member}/status`))?.[1] ?? 0)
  }
  return { cpuMicroseconds: ticks * microsecondsPerTick, peakMebibytes: peakKibibytes / 1024 }
}

export type ProcessStat = Readonly<{ parent: number; ticks: number }>

/** Reads one /proc/PID/stat. The name in brackets may hold spaces and brackets itself. */
export function parseStat(text: string): ProcessStat {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }
}

/** The process and its descendants, as far as they are in the table. */
export function family(pid: number, table: ReadonlyMap<number, ProcessStat>): number[] {
  if (!table.has(pid)) return []
  const members = [pid]
  for (let at = 0; at < members.length; at++) {
    for (const [child, { parent }] of table) if (parent === members[at]) members.push(child)
  }
  return members
}

function readProcessTable(): Map<number, ProcessStat> {
  const table = new Map<number, ProcessStat>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const text = read(`/proc/${name}/stat`)
    if (text !== '') table.set(Number(name), parseStat(text))
  }
  return table
}

/** A process may end while its files are being read: it then counts as empty. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** CPU ticks that the whole machine has spent since it started, and those of them that were not idle. */
export function readMachineTicks(): Readonly<{ total: number; busy: number }> {
  const [first = ''] = read('/proc/stat').split('\n')
  const [user = 0, nice = 0, system = 0, idle = 0, wait = 0, hard = 0, soft = 0, stolen = 0] = first
    .trim()
    .split(/\s+/)
    .slice(1)
    .map(Number)
  const busy = user + nice + system + hard + soft + stolen
  return { total: busy + idle + wait, busy }
}
