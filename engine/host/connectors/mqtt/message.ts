import { Failure } from '../../../core/model/failure.ts'
import type { Json, JsonObject } from '../../../core/model/json.ts'
import type { EventArrival, FailedArrival } from '../../../core/operator/arrival.ts'
import { decode, type Format, remains } from '../decode.ts'
import type { Publish } from './client/packets.ts'
import { messageSize, textSize } from './message-size.ts'

/** What a message that came takes in memory, about, in bytes, as long as its payload is not decoded. */
export function sizeOf({ topic, length, properties }: Publish): number {
  return messageSize({ topic: textSize(topic), payload: length, properties })
}

/** What an MQTT message with this payload is to a source: an event, or, where it can't be decoded, what is kept of it. */
export function arrivalOf(
  node: string,
  at: number,
  message: Publish,
  format: Format,
): EventArrival | FailedArrival {
  const { topic, payload: bytes } = message
  let payload: Json
  try {
    payload = decode(bytes, format)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const problem = { code: error.code, message: `payload: ${error.message}` }
    return { kind: 'failed', node, at, topic, payload: remains(bytes), problem }
  }
  const properties = propertiesOf(message)
  if (properties === undefined) return { kind: 'event', node, at, payload, topic }
  return { kind: 'event', node, at, payload, topic, properties }
}

/** What came with a message beside its payload; undefined where nothing did, as is usual. */
function propertiesOf({ retain, properties }: Publish): JsonObject | undefined {
  if (!retain && properties === undefined) return undefined
  const { contentType, responseTopic, correlationData, userProperties } = properties ?? {}
  if (!retain && (contentType ?? responseTopic ?? correlationData ?? userProperties) === undefined)
    return undefined
  const found: Record<string, Json> = {}
  if (retain) found['retain'] = true
  if (contentType !== undefined) found['contentType'] = contentType
  if (responseTopic !== undefined) found['responseTopic'] = responseTopic
  if (correlationData !== undefined) found['correlationData'] = correlationData.toString('base64')
  if (userProperties !== undefined) {
    const named = Object.entries(userProperties).filter(([name]) => name !== '__proto__')
    found['user'] = Object.fromEntries(named.map(([name, value]) => [name, value]))
  }
  return found
}
