import { expect, test } from 'vitest'
import { brokerAt } from '../connectors/mqtt/read-brokers.ts'
import { listenCommand } from './listen-command.ts'

test.each([
  ['mqtt://127.0.0.1:1884', "mosquitto_sub -h 127.0.0.1 -p 1884 -v -t '#'"],
  ['mqtt://broker.example', "mosquitto_sub -h broker.example -p 1883 -v -t '#'"],
  ['mqtt://[::1]:1883', "mosquitto_sub -h ::1 -p 1883 -v -t '#'"],
  ['mqtts://broker.example', "mosquitto_sub -h broker.example -p 8883 --tls-use-os-certs -v -t '#'"],
  ['mqtt://me:hidden@x', `mosquitto_sub -h x -p 1883 -u me -P "$MQTT_PASSWORD" -v -t '#'`],
  ["mqtt://o'me%20x@x", String.raw`mosquitto_sub -h x -p 1883 -u 'o'\''me x' -v -t '#'`],
])('%s: %s', (url, command) => {
  const found = listenCommand(brokerAt('default', url))
  expect(found?.command).toBe(command)
  expect(found?.before !== undefined).toBe(command.includes('MQTT_PASSWORD'))
})

test('where mosquitto_sub cannot, or would need files, nothing is shown', () => {
  const plain = brokerAt('default', 'mqtts://x')
  expect(listenCommand(brokerAt('default', 'ws://x'))).toBeUndefined()
  expect(listenCommand({ ...plain, ca: 'PEM' })).toBeUndefined()
})
