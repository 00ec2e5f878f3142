import type { FlowSide } from '../../engine/host/connectors/connector.ts'

/** A flow that keeps what its connectors bring, tell and count. Its clock, and whether it is full, is set by hand. */
export class RecordingSide implements FlowSide {
  readonly flow: string
  readonly received: { readonly node: string; readonly topic: string; readonly payload: unknown }[] = []
  readonly told: string[] = []
  readonly counts: Record<string, number> = {}
  lost = 0
  time: number | undefined
  full = false
  private readonly waiting: (() => void)[] = []

  constructor(flow = 'recording') {
    this.flow = flow
  }

  now = (): number => this.time ?? Date.now()

  receive: FlowSide['receive'] = (arrival) => {
    const payload = arrival.kind === 'failed' ? arrival.problem.code : arrival.payload
    const topic = arrival.kind === 'answer' ? arrival.question : (arrival.topic ?? '')
    this.received.push({ node: arrival.node, topic, payload })
  }

  isFull = (): boolean => this.full

  whenRoom = (callback: () => void): void => {
    this.waiting.push(callback)
  }

  /** Makes room. */
  empty(): void {
    this.full = false
    for (const callback of this.waiting.splice(0)) callback()
  }

  hasRoom = (): void => {}

  finished = (): void => {}

  tell: FlowSide['tell'] = ({ level, message }) => {
    this.told.push(`${level}: ${message}`)
  }

  count = (what: string): void => {
    this.counts[what] = (this.counts[what] ?? 0) + 1
  }

  lose = (what: string): void => {
    this.count(what)
    this.lost++
  }

  /** What a node has received. */
  payloadsOf(node: string): readonly unknown[] {
    return this.received.filter((one) => one.node === node).map(({ payload }) => payload)
  }

  /** For a message of failure. */
  seen = (): string =>
    JSON.stringify({ received: this.received, told: this.told, counts: this.counts }, null, 1)
}
