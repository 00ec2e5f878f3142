/** The pages of the reference that are about no single operator, in the order in which one reads them. */
export const topics: readonly (readonly [name: string, summary: string])[] = [
  ['first-flow', 'Ten lines, from the file to the broker.'],
  ['flow', 'What stands in a flow document: nodes, wires, parameters, subflows.'],
  ['event', 'The fields of an event, and what is left of them behind each node.'],
  ['expressions', 'JSONata: what it looks like, which functions there are.'],
  ['functions', 'Functions for rules: topics, time, places, statistics, changes, tables, units, hashes.'],
  ['time', 'Event time, watermarks, lateness, silence; what to set for which sensor.'],
  ['recording', 'The lines of a recording, for replays and tests.'],
  ['tests', 'A flow’s own tests, and how to expect what.'],
  ['running', 'Several flows, exit codes, what a restart forgets.'],
  ['connections', 'The file of brokers, servers and their secrets that --connections reads.'],
]
