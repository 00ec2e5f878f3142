import type { Plan } from '../../core/operator/plan.ts'
import type { NodeLedger } from '../../core/runtime/ledger.ts'

export type Ledger = Readonly<Record<string, NodeLedger>>

/** What became of every event at each node, a line for each. */
export function ledgerLines(plan: Plan, ledger: Ledger): readonly string[] {
  const wired = wiredPorts(plan)
  return Object.entries(ledger).map(([id, counts]) => `  ${id}: ${describe(id, counts, wired)}`)
}

/** The same of the nodes at which something happened that a person may not expect: late, dropped, failed, unwired ... */
export function notableLines(plan: Plan, ledger: Ledger): readonly string[] {
  const wired = wiredPorts(plan)
  return linesWhere(
    plan,
    ledger,
    ([id, counts]) => isOdd(counts) || leaving(counts.sent).some(([port]) => !wired.has(`${id}.${port}`)),
  )
}

/** The same without those at which nothing is odd but that a port leads nowhere. */
export const oddLines = (plan: Plan, ledger: Ledger): readonly string[] =>
  linesWhere(plan, ledger, ([, counts]) => isOdd(counts))

const linesWhere = (
  plan: Plan,
  ledger: Ledger,
  isWanted: (entry: readonly [string, NodeLedger]) => boolean,
): readonly string[] => ledgerLines(plan, Object.fromEntries(Object.entries(ledger).filter(isWanted)))

const isOdd = ({ late, failed, waiting, dropped, noted }: NodeLedger): boolean =>
  late + failed + waiting + total(dropped) + total(noted) > 0

/**
 * The nodes that hold something, with what: events that wait, or what is still to end (windows that are open, silences that are watched). Undefined
 * where nothing is held. Sources hold nothing: their timers only start things.
 */
export function heldLine(plan: Plan, ledger: Ledger): string | undefined {
  const held = plan.nodes.flatMap(({ id, operator }) => {
    const { waiting = 0, timers = 0, keys = 0 } = ledger[id] ?? {}
    if (operator.category === 'source' || waiting + timers === 0) return []
    return `${id} (${waiting > 0 ? `${plural(waiting, 'event')} held back` : begunFor(keys, timers)})`
  })
  return held.length === 0 ? undefined : held.join(', ')
}

/** Each timer is of a key; a key may have several, and one that is only remembered has none. */
function begunFor(keys: number, timers: number): string {
  const most = Math.min(keys, timers)
  return most > 1 ? `begun for up to ${most} keys` : 'begun for 1 key'
}

function describe(id: string, counts: NodeLedger, wired: ReadonlySet<string>): string {
  const { received, handled, late, failed, waiting, dropped, noted, sent } = counts
  const parts = [`${received} received`, `${handled} handled`]
  if (late > 0) parts.push(`${late} late`)
  for (const [rule, count] of Object.entries(dropped)) parts.push(`${count} dropped (${rule})`)
  if (failed > 0) parts.push(`${failed} failed`)
  if (waiting > 0) parts.push(`${waiting} waiting`)
  const left = leaving(sent).map(
    ([port, count]) => `${count} by ${port}${wired.has(`${id}.${port}`) ? '' : ' (not wired)'}`,
  )
  if (left.length > 0) parts.push(`sent ${left.join(', ')}`)
  for (const [what, count] of Object.entries(noted)) parts.push(`${what}: ${count}`)
  return parts.join(', ')
}

/** The ports that something left by; what left by `error` is told as failed. */
const leaving = (sent: NodeLedger['sent']) =>
  Object.entries(sent).filter(([port, count]) => port !== 'error' && count > 0)

/** `node.port` of each port that a wire leads from. */
function wiredPorts({ nodes }: Plan): ReadonlySet<string> {
  const ports = nodes.flatMap(({ inputs }) => Object.values(inputs).flat())
  return new Set(ports.map(({ node, port }) => `${node}.${port}`))
}

const total = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0)

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`
