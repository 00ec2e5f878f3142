import { isHttp } from '../http/http-address.ts'
import type { HttpSettings } from '../http/http-settings.ts'
import { httpFields } from '../http/http-fields.ts'
import { readHttp } from '../http/read-http.ts'
import type { BrokerSettings } from '../mqtt/broker-settings.ts'
import { connectionFields } from '../mqtt/connection-fields.ts'
import { readBroker } from '../mqtt/read-brokers.ts'
import { connectionEntries } from './connection-entries.ts'
import { EntryReader } from './entry-reader.ts'

/** Named connections of all kinds; no name stands in two of them. */
export interface Connections {
  readonly brokers: ReadonlyMap<string, BrokerSettings>
  readonly http: ReadonlyMap<string, HttpSettings>
}

const brokers = { fields: connectionFields.map(({ name }) => name), to: 'brokers (MQTT)' }
const servers = { fields: httpFields.map(({ name }) => name), to: 'servers (HTTP)' }

/**
 * The named connections of a text: an object for each, whose address says of what kind it is. Files are looked for
 * beside the file the text is from. Throws a `Failure` that never holds a secret.
 */
export function readConnections(text: string, file: string): Connections {
  const found = { brokers: new Map<string, BrokerSettings>(), http: new Map<string, HttpSettings>() }
  for (const entry of connectionEntries(text, file)) {
    const reader = new EntryReader(entry)
    const { name, fields } = entry
    if (isHttp(fields['url'])) {
      reader.refuseUnknown(servers.fields, brokers)
      found.http.set(name, readHttp(reader))
    } else {
      reader.refuseUnknown(brokers.fields, servers)
      found.brokers.set(name, readBroker(reader))
    }
  }
  return found
}
