import type { BrokerSettings } from '../connectors/mqtt/broker-settings.ts'

/**
 * How to listen to a broker from a shell: a command that works as it stands. A password is not shown: the command takes
 * it from the variable MQTT_PASSWORD, as `before` says. Undefined where mosquitto_sub can't (WebSocket, files we do not
 * know the names of).
 */
export function listenCommand(
  broker: BrokerSettings,
): { readonly command: string; readonly before?: string } | undefined {
  const { protocol, hostname, port } = new URL(broker.url)
  const secure = protocol === 'mqtts:'
  if ((!secure && protocol !== 'mqtt:') || broker.cert !== undefined || broker.ca !== undefined)
    return undefined
  const { username, password } = broker
  const parts = [
    'mosquitto_sub',
    `-h ${quoted(hostname.replace(/^\[|\]$/g, ''))}`,
    `-p ${port === '' ? (secure ? 8883 : 1883) : port}`,
    ...(secure ? ['--tls-use-os-certs'] : []),
    ...(secure && !broker.rejectUnauthorized ? ['--insecure'] : []),
    ...(username === undefined ? [] : [`-u ${quoted(username)}`]),
    ...(password === undefined ? [] : ['-P "$MQTT_PASSWORD"']),
    "-v -t '#'",
  ]
  const command = parts.join(' ')
  return password === undefined ? { command } : { command, before: 'with its password in MQTT_PASSWORD' }
}

const quoted = (text: string): string =>
  /^[\w.:/-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
