import type { FlowSide, ServedNode } from '../connector.ts'
import { type BrokerSettings, shown } from './broker-settings.ts'

/** What a person is told of a broker that can't be told how long a message is worth something. */
export const noExpiry =
  'MQTT 3.1.1 knows no "expires": what has expired here is not sent, but what the broker has taken over it keeps for ' +
  'as long as it likes. Use a broker that speaks MQTT 5'

/**
 * Warns before the first message where the settings say already that the broker speaks no MQTT 5. Gives the settings
 * for those who send by it: they need not warn again.
 */
export function warnOfNoExpiry(
  broker: BrokerSettings,
  sinks: readonly ServedNode[],
  flow: FlowSide,
): BrokerSettings {
  const expires = sinks.some(({ values }) => values['expires'] !== undefined)
  if (broker.protocol !== '3.1.1' || broker.noExpiryIsTold === true || !expires) return broker
  flow.tell({ level: 'warning', message: `${shown(broker)}: ${noExpiry}` })
  return { ...broker, noExpiryIsTold: true }
}
