import { Failure } from '../../engine/core/model/failure.ts'
import { readFilter } from '../../engine/core/operator/settings/topic-filter.ts'
import type { Json, JsonObject } from '../../engine/core/model/json.ts'
import type { Outgoing } from '../../engine/core/runtime/outbox.ts'
import type { ServedNode } from '../../engine/host/connectors/connector.ts'

/** An `mqtt-in` as its connector gets it. */
export function source(id: string, topic: string, qos: 0 | 1 | 2 = 1): ServedNode {
  const read = readFilter(topic)
  if ('code' in read) throw new Failure(read.code, `${id}: ${topic} is no topic`)
  return { id, type: 'mqtt-in', values: { connection: 'default', topic: read, qos, format: 'json' } }
}

/** An `mqtt-out` as its connector gets it. */
export function sink(id: string): ServedNode {
  return { id, type: 'mqtt-out', values: { connection: 'default' } }
}

/** What a flow sends by a sink. */
export function outgoing(node: string, topic: string, payload: Json, options: JsonObject = {}): Outgoing {
  return { node, port: 'sent', ordinal: 0, key: '', time: 0, delivery: { topic, payload, options } }
}
