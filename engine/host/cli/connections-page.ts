import { connectionFields, connectionsExample } from '../connectors/mqtt/connection-fields.ts'

/** What stands in a file of connections, as Markdown that reads well as plain text too. */
export function connectionsPage(): string {
  const parts = [
    '# connections',
    'Brokers and their secrets are kept outside flows, under names that the setting `connection` of a node refers to ' +
      '("default" unless it says otherwise). `--broker URL` gives the connection "default" alone, such as ' +
      '`--broker mqtt://user:password@host:1883`; `--connections FILE` gives any number of them as JSON:',
    `\`\`\`json\n${connectionsExample}\n\`\`\``,
    'Files are looked for from the folder of the file of connections. In an address, what is special in user or ' +
      'password is written as in any URL: `@` as `%40`, `:` as `%3A`, `/` as `%2F`, `%` as `%25`.',
    '## Fields',
    connectionFields.map(({ name, value, summary }) => `- **${name}** (${value}): ${summary}.`).join('\n'),
  ]
  return `${parts.join('\n\n')}\n`
}
