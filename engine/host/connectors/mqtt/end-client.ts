import type { MqttClient } from 'mqtt'
import { cutOff } from './cut-off.ts'

/** Leaves the broker, which forgets the session; `force`: without a word, as where it would not hear us. */
export async function endClient(client: MqttClient, force: boolean): Promise<void> {
  client.end(force, { properties: { sessionExpiryInterval: 0 } })
  await cutOff(client)
}
