import type { MqttClient } from 'mqtt'

/** Unacknowledged messages at once; a broker may allow less. */
const inFlightAtOnce = 1_000

/**
 * The same for QoS 2 with MQTT 3.1.1, where a broker can't say what it allows: mosquitto 2.0.11, by default, allows 20
 * and ends the connection over the next one.
 */
const exactlyOnceAtOnce = 20

/** How many messages of this quality of service may be in flight before one more is sent by this connection. */
export function inFlightLimit({ options, serverProperties }: MqttClient, qos: 1 | 2): number {
  if (options.protocolVersion !== 5) return qos === 2 ? exactlyOnceAtOnce : inFlightAtOnce
  return Math.min(inFlightAtOnce, serverProperties?.receiveMaximum ?? inFlightAtOnce)
}
