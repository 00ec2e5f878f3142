import type { MqttClient } from 'mqtt'
import { numberOf } from './filter-number.ts'

export interface RefusedFilter {
  readonly filter: string
  readonly reason: string
}

/**
 * Subscribes to each filter by itself, with its number where the broker knows such (MQTT 5), and gives those that were
 * refused. Undefined: the connection was lost before all were answered.
 */
export async function subscribe(
  client: MqttClient,
  filters: ReadonlyMap<string, 0 | 1 | 2>,
): Promise<readonly RefusedFilter[] | undefined> {
  const numbered =
    client.options.protocolVersion === 5 &&
    client.serverProperties?.subscriptionIdentifiersAvailable !== false
  const answers = [...filters].map(async ([filter, qos]) => {
    const options = numbered ? { qos, properties: { subscriptionIdentifier: numberOf(filter) } } : { qos }
    try {
      await client.subscribeAsync(filter, options)
      return []
    } catch (error) {
      return [{ filter, reason: error instanceof Error ? error.message : String(error) }]
    }
  })
  const refused = (await Promise.all(answers)).flat()
  return client.connected ? refused : undefined
}
