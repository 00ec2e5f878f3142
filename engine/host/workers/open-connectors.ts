import type { Outgoing } from '../../core/runtime/outbox.ts'
import type { FlowSide, OpenConnector } from '../connectors/connector.ts'
import type { Served } from './served-nodes.ts'

/** The connectors of one flow, from the first to the last of them as one. */
export class OpenConnectors {
  /** False until all of them have begun, which may already bring something. */
  begun = false
  private readonly all: OpenConnector[] = []
  private readonly ofNode = new Map<string, OpenConnector>()

  /** Opens them; resolves when all are up for the first time. Throws a `Failure` where one can't serve its nodes. */
  begin(served: readonly Served[], side: FlowSide): Promise<void> {
    for (const { connector, nodes } of served) {
      const opened = connector.open(nodes, side)
      this.all.push(opened)
      for (const { id } of nodes) this.ofNode.set(id, opened)
    }
    this.begun = true
    return Promise.all(this.all.map(({ ready }) => ready)).then(() => {})
  }

  /** Throws where the message cannot be put into the form in which it is sent. */
  send(outgoing: Outgoing): void {
    this.ofNode.get(outgoing.node)?.send(outgoing)
  }

  /** Whether so much waits to be sent somewhere that nothing more should be taken in. */
  isFull(): boolean {
    return this.all.some((open) => open.isFull())
  }

  /** Whether nothing can be sent just now wherever so much waits: there will be no room before that changes. */
  isStuck(): boolean {
    return this.all.every((open) => !open.isFull() || open.isStuck?.() === true)
  }

  /** How many messages are not sent, or not acknowledged, yet. */
  waiting(): number {
    return this.all.reduce((sum, open) => sum + (open.waiting?.() ?? 0), 0)
  }

  stopReading(): void {
    for (const open of this.all) open.stopReading()
  }

  /** Sends what waits, for at most so many ms, and lets go of everything. Resolves with how much was not sent. */
  async close(patience: number): Promise<number> {
    const left = await Promise.all(this.all.map((open) => open.close(patience)))
    return left.reduce((sum, count) => sum + count, 0)
  }
}
