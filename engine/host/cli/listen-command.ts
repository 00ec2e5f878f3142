import type { BrokerSettings } from '../connectors/mqtt/broker-settings.ts'

/**
 * How to listen to a broker from a shell: a command that works as it stands where this process was started, or why there is
 * none. A password is not shown: the command takes it from the variable MQTT_PASSWORD, as the line then says.
 */
export function listenCommand(broker: BrokerSettings): string {
  const { protocol, hostname, port } = new URL(broker.url)
  const secure = protocol === 'mqtts:'
  if (!secure && protocol !== 'mqtt:')
    return 'with a client that speaks WebSockets, as mosquitto_sub does not'
  const { username, password } = broker
  const tls = secure ? tlsOptions(broker) : []
  if (tls === undefined)
    return 'mosquitto_sub checks certificates; name the file of their authority as "ca" to see a command'
  const parts = [
    'mosquitto_sub',
    `-h ${quoted(hostname.replace(/^\[|\]$/g, ''))}`,
    `-p ${port === '' ? (secure ? 8883 : 1883) : port}`,
    ...tls,
    ...(username === undefined ? [] : [`-u ${quoted(username)}`]),
    ...(password === undefined ? [] : ['-P "$MQTT_PASSWORD"']),
    "-v -t '#'",
  ]
  return `${parts.join(' ')}${password === undefined ? '' : '  (with its password in MQTT_PASSWORD)'}`
}

/** Undefined where the certificate is not checked and mosquitto_sub, which can leave out only the name, would refuse it. */
function tlsOptions({ rejectUnauthorized, files = {} }: BrokerSettings): readonly string[] | undefined {
  const { ca, cert, key } = files
  if (ca === undefined && !rejectUnauthorized) return undefined
  return [
    ca === undefined ? '--tls-use-os-certs' : `--cafile ${quoted(ca)}`,
    ...(cert === undefined ? [] : [`--cert ${quoted(cert)}`]),
    ...(key === undefined ? [] : [`--key ${quoted(key)}`]),
    ...(rejectUnauthorized ? [] : ['--insecure']),
  ]
}

const quoted = (text: string): string =>
  /^[\w.:/-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
