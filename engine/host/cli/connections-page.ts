import type { ConnectionField } from '../connectors/connections/connection-field.ts'
import { connectionsExample } from '../connectors/connections/connections-example.ts'
import { httpFields } from '../connectors/http/http-fields.ts'
import { connectionFields } from '../connectors/mqtt/connection-fields.ts'

/** What stands in a file of connections, as Markdown that reads well as plain text too. */
export function connectionsPage(): string {
  const parts = [
    '# connections',
    'Brokers, servers and their secrets are kept outside flows, under names that the setting `connection` of a node ' +
      'refers to (at nodes of MQTT "default" unless it says otherwise). `--broker URL` gives the connection "default" ' +
      'alone, such as `--broker mqtt://user:password@host:1883`; `--connections FILE` gives any number of them as JSON:',
    `\`\`\`json\n${connectionsExample}\n\`\`\``,
    'The address says of what kind a connection is: to a broker (`mqtt`, `mqtts`, `ws`, `wss`) or to a server (`http`, ' +
      '`https`). Files are looked for from the folder of the file of connections. In the address of a broker, what is ' +
      'special in user or password is written as in any URL: `@` as `%40`, `:` as `%3A`, `/` as `%2F`, `%` as `%25`; ' +
      'that of a server holds none.',
    '## Fields of a connection to a broker (MQTT)',
    rows(connectionFields),
    '## Fields of a connection to a server (HTTP)',
    rows(httpFields),
    'What is asked for never leaves the base address, and redirects are followed only to the very same scheme, host and ' +
      'port, at most five in a row: who we are is told to nobody else.',
  ]
  return `${parts.join('\n\n')}\n`
}

const rows = (fields: readonly ConnectionField[]): string =>
  fields.map(({ name, value, summary }) => `- **${name}** (${value}): ${summary}.`).join('\n')
