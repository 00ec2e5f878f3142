import { type ConnectionKind, findConnection } from '../connections/find-connection.ts'
import type { Connector, FlowSide, OpenConnector, ServedNode } from '../connector.ts'
import { HttpClient } from './http-client.ts'
import type { HttpSettings } from './http-settings.ts'

const kind: ConnectionKind = { what: 'server (HTTP)', address: 'https:// or http://' }

/**
 * Serves `http-lookup`: asks for the path that stands as topic, within `timeout` ms of the options, and answers each
 * question. A flow has one client for each connection. `others`: the names of connections that are to no server of HTTP.
 */
export function httpConnector(
  connections: ReadonlyMap<string, HttpSettings>,
  others: ReadonlySet<string> = new Set(),
): Connector {
  const settingsOf = (node: ServedNode): HttpSettings => findConnection(connections, others, kind, node)
  return { types: ['http-lookup'], open: (nodes, flow) => openHttp(settingsOf, nodes, flow) }
}

function openHttp(
  settingsOf: (node: ServedNode) => HttpSettings,
  nodes: readonly ServedNode[],
  flow: FlowSide,
): OpenConnector {
  const nodesOf = Map.groupBy(nodes, settingsOf)
  const byNode = new Map<string, HttpClient>()
  const clients = [...nodesOf].map(([settings, served]) => {
    const client = new HttpClient(settings, flow)
    for (const { id } of served) byNode.set(id, client)
    return client
  })
  return {
    // A server is asked when there is something to ask.
    ready: Promise.resolve(),
    send: (outgoing) => byNode.get(outgoing.node)?.ask(outgoing),
    isFull: () => clients.some((client) => client.isFull()),
    waiting: () => clients.reduce((sum, { waiting }) => sum + waiting, 0),
    stopReading: () => {},
    close: () => {
      for (const client of clients) client.close()
      // A question that is not answered is no message that is lost.
      return Promise.resolve(0)
    },
  }
}
