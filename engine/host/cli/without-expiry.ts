import type { Connector } from '../connectors/connector.ts'

/**
 * A connector that asks no expiry of the embedded broker, which is the one of this connection. That broker speaks
 * MQTT 3.1.1, which knows none, and a person who only tries things out can do nothing about it; nothing is lost by it,
 * since messages do not wait on the way to a broker in the same process, and what it keeps ends with it.
 */
export function withoutExpiry(connector: Connector, connection: string): Connector {
  return {
    types: connector.types,
    open: (nodes, flow) => {
      const open = connector.open(nodes, flow)
      const own = new Set(
        nodes.filter(({ values }) => values['connection'] === connection).map(({ id }) => id),
      )
      return {
        ready: open.ready,
        send: (outgoing) => {
          const { options } = outgoing.delivery
          if (options?.['expires'] === undefined || !own.has(outgoing.node)) return open.send(outgoing)
          const { expires: _, ...others } = options
          open.send({ ...outgoing, delivery: { ...outgoing.delivery, options: others } })
        },
        isFull: () => open.isFull(),
        stopReading: () => open.stopReading(),
        close: (patience) => open.close(patience),
      }
    },
  }
}
