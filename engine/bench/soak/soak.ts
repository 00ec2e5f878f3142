import { catalog } from '../../core/catalog.ts'
import { checkFlow } from '../../core/check/check-flow.ts'
import type { Arrival } from '../../core/operator/arrival.ts'
import type { Plan } from '../../core/operator/plan.ts'
import { FlowRun } from '../../core/runtime/flow-run.ts'

/** So many keys come in each second, and each has three events within 20 seconds and none ever after. */
export const keysPerSecond = 500
const times = [0, 10, 20]

/** How long a key is remembered that has gone; every operator here says so. */
const forget = '1m'
const maxKeys = 1_000_000

const source = { type: 'file-in', key: 'payload.device', idle: 'never', maxAhead: 'never' }
const average = { average: '$average(payload.c)' }

/** One operator of each kind that remembers keys. */
const remembering = {
  windows: { type: 'window', size: '10s', aggregates: average },
  sliding: { type: 'window', shape: 'sliding', size: '15s', aggregates: average },
  sessions: { type: 'window', shape: 'session', gap: '15s', aggregates: average },
  over: { type: 'over', frame: 'range', beforeSpan: '15s', aggregates: average },
  top: { type: 'top', by: 'payload.c', n: 2, size: '10s' },
  dedupe: { type: 'dedupe', id: 'payload.n', for: '10s' },
  pattern: {
    type: 'pattern',
    steps: [
      { name: 'low', where: 'payload.n = 0' },
      { name: 'high', where: 'payload.c > $low.payload.c' },
    ],
    within: '30s',
    skip: 'past-last',
  },
  alarm: {
    type: 'alarm',
    raise: 'payload.n = 1',
    clear: 'payload.n = 2',
    raiseAfter: '5s',
    needsAcknowledging: false,
  },
  scan: { type: 'scan', initial: '0', next: '$state + payload.c' },
  change: { type: 'change', value: 'payload.c' },
  absence: { type: 'absence', after: '30s' },
} as const

/** What has no such setting: it remembers a key for as long as there is something to know of it. */
const withoutForgetting = new Set(['alarm'])

export const plan: Plan = planOf()

function planOf(): Plan {
  const nodes = {
    readings: { ...source, path: 'readings.ndjson' },
    ...Object.fromEntries(
      Object.entries(remembering).map(([id, node]) => [
        id,
        withoutForgetting.has(id) ? node : { ...node, forget, maxKeys },
      ]),
    ),
    join: { type: 'join', from: '-15s', to: '15s', match: 'left', forget, maxKeys },
  }
  const wires = [
    ...Object.keys(remembering).map((id) => ['readings', id]),
    ['readings', 'join.left'],
    ['readings', 'join.right'],
  ]
  const checked = checkFlow(JSON.stringify({ millrace: 1, id: 'soak', nodes, wires }), catalog)
  if (checked.plan !== undefined) return checked.plan
  throw new Error(JSON.stringify(checked.problems.filter(({ severity }) => severity === 'error')))
}

/** What arrives in one second. */
export function arrivalsOf(second: number, perSecond: number): Arrival[] {
  return times.flatMap((delay, n) => {
    const first = second - delay
    if (first < 0) return []
    return Array.from({ length: perSecond }, (_, at): Arrival => {
      const device = first * perSecond + at
      const time = second * 1_000 + (at % 1_000)
      const payload = { device: `device-${device}`, n, c: (device * 7 + n * 31) % 100 }
      return { kind: 'event', node: 'readings', at: second * 1_000 + 999, time, payload }
    })
  })
}

/** A flow that meets keys second by second, and what it holds meanwhile. */
export class Soak {
  readonly run = new FlowRun(plan)
  private second = 0
  private readonly perSecond: number

  constructor(perSecond = keysPerSecond) {
    this.perSecond = perSecond
  }

  /** So many seconds more. */
  pass(seconds: number): void {
    for (let left = seconds; left > 0; left--) {
      const arrivals = arrivalsOf(this.second++, this.perSecond).sort((a, b) => timeOf(a) - timeOf(b))
      this.run.feed(arrivals)
    }
  }

  /** How many keys have come. */
  get met(): number {
    return this.second * this.perSecond
  }

  /** How many keys each node holds. */
  held(): Readonly<Record<string, number>> {
    return Object.fromEntries(Object.entries(this.run.ledger()).map(([id, { keys }]) => [id, keys]))
  }

  /** What went wrong. */
  failed(): readonly string[] {
    return Object.entries(this.run.ledger()).flatMap(([id, { failed, late }]) =>
      failed + late > 0 ? [`${id}: ${failed} failed, ${late} late`] : [],
    )
  }
}

const timeOf = (arrival: Arrival): number => (arrival.kind === 'event' ? (arrival.time ?? 0) : 0)
