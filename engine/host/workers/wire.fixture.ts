import { catalog } from '../../core/catalog.ts'
import { checkFlow } from '../../core/check/check-flow.ts'
import type { Plan } from '../../core/operator/plan.ts'
import type { Outgoing } from '../../core/runtime/outbox.ts'
import type { Connector, FlowSide, News } from '../connectors/connector.ts'
import type { Clock } from './clock.ts'
import { LiveFlow } from './live-flow.ts'

/** Stands for brokers: hands over what a test gives it and keeps what is sent. */
export class Wire implements Connector {
  readonly types = ['mqtt-in', 'mqtt-out', 'log']
  readonly sent: Outgoing[] = []
  full = false
  stuck = false
  closed = 0
  /** The patience it was closed with, ms. */
  readonly patience: number[] = []
  /** Whether what waits to be sent goes away only when the patience is over. */
  away = false
  /** What handling one message takes. */
  work = (_outgoing: Outgoing): void => {}
  reading = true
  flow!: FlowSide

  open = (_nodes: unknown, flow: FlowSide) => {
    this.flow = flow
    return {
      ready: Promise.resolve(),
      send: (outgoing: Outgoing) => {
        this.work(outgoing)
        this.sent.push(outgoing)
      },
      isFull: () => this.full,
      isStuck: () => this.stuck,
      stopReading: () => {
        this.reading = false
      },
      close: async (patience: number) => {
        this.closed++
        this.patience.push(patience)
        if (this.away) await new Promise((resolve) => setTimeout(resolve, patience))
        return 3
      },
    }
  }

  give(payload: unknown, bytes = 100): void {
    const at = this.flow.now()
    this.flow.receive({ kind: 'event', node: 'in', at, topic: 'in/a', payload: payload as never }, bytes)
  }

  get payloads() {
    return this.sent.map(({ delivery }) => delivery.payload)
  }
}

export function planOf(nodes: object, wires: readonly (readonly string[])[]): Plan {
  const text = JSON.stringify({ millrace: 1, id: 'live', nodes, wires })
  const { plan, problems } = checkFlow(text, catalog)
  if (plan === undefined) throw new Error(JSON.stringify(problems))
  return plan
}

export const source = { type: 'mqtt-in', topic: 'in/{id}' }
export const sink = { type: 'mqtt-out', topic: 'out' }
export const through = () => planOf({ in: source, out: sink }, [['in', 'out']])

export function start(plan: Plan, wire: Wire, clock?: Clock) {
  const news: News[] = []
  const flow = new LiveFlow(plan, {
    connectors: [wire],
    tell: (one) => news.push(one),
    ...(clock === undefined ? {} : { clock }),
  })
  return { flow, news }
}
