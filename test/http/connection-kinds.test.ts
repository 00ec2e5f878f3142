import { expect, test } from 'vitest'
import { readConnections } from '../../engine/host/connectors/connections/read-connections.ts'
import { httpConnector } from '../../engine/host/connectors/http/http-connector.ts'
import { mqttConnector } from '../../engine/host/connectors/mqtt/mqtt-connector.ts'
import { source } from '../mqtt/served-nodes.ts'
import { AnswerSide } from './answer-side.ts'

const { brokers, http } = readConnections(
  JSON.stringify({ default: { url: 'mqtt://h' }, plant: { url: 'mqtt://h' }, api: { url: 'https://h' } }),
  'c.json',
)
const servers = httpConnector(http, new Set(brokers.keys()))
const mqtt = mqttConnector(brokers, new Set(http.keys()))

test.each([
  [
    'plant',
    'node ask uses the connection "plant", which is no server (HTTP), as http-lookup needs one (there are api); ',
  ],
  ['plant', 'name a connection whose "url" begins with https:// or http://'],
  ['default', 'which is no server (HTTP)'],
  [
    'other',
    'node ask uses the connection "other", which is not known (there are api); name it in the file that',
  ],
])('http-lookup by the connection %s is refused', (connection, said) => {
  const node = { id: 'ask', type: 'http-lookup', values: { connection } }
  expect(() => servers.open([node], new AnswerSide())).toThrow(said)
})

test.each([
  [
    'api',
    'node in uses the connection "api", which is no broker (MQTT), as mqtt-in needs one (there are default, plant)',
  ],
  ['other', 'which is not known (there are default, plant); name it in the file that --connections gives'],
])('mqtt-in by the connection %s is refused', (connection, said) => {
  const node = source('in', 'a')
  const other = { ...node, values: { ...node.values, connection } }
  expect(() => mqtt.open([other], new AnswerSide())).toThrow(said)
})

test('without any broker there is a hint for a single one', () => {
  const none = mqttConnector(new Map(), new Set(['api']))
  expect(() => none.open([source('in', 'a')], new AnswerSide())).toThrow('give its address with --broker')
})
