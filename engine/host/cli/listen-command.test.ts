import { expect, test } from 'vitest'
import { brokerAt } from '../connectors/mqtt/read-brokers.ts'
import { listenCommand } from './listen-command.ts'

test.each([
  ['mqtt://127.0.0.1:1884', "mosquitto_sub -h 127.0.0.1 -p 1884 -v -t '#'"],
  ['mqtt://broker.example', "mosquitto_sub -h broker.example -p 1883 -v -t '#'"],
  ['mqtt://[::1]:1883', "mosquitto_sub -h ::1 -p 1883 -v -t '#'"],
  ['mqtts://broker.example', "mosquitto_sub -h broker.example -p 8883 --tls-use-os-certs -v -t '#'"],
  [
    'mqtt://me:hidden@x',
    `mosquitto_sub -h x -p 1883 -u me -P "$MQTT_PASSWORD" -v -t '#'  (with its password in MQTT_PASSWORD)`,
  ],
  ["mqtt://o'me%20x@x", String.raw`mosquitto_sub -h x -p 1883 -u 'o'\''me x' -v -t '#'`],
])('%s: %s', (url, command) => {
  expect(listenCommand(brokerAt('default', url))).toBe(command)
})

const secure = brokerAt('default', 'mqtts://x')
const files = { ca: "plant's ca.pem", cert: 'me.pem', key: 'me.key' }

test.each([
  [{ files: { ca: 'ca.pem' } }, '--cafile ca.pem -v'],
  [{ files }, String.raw`--cafile 'plant'\''s ca.pem' --cert me.pem --key me.key -v`],
  [{ files, rejectUnauthorized: false }, '--key me.key --insecure -v'],
])('with TLS it names the files: %j', (more, options) => {
  expect(listenCommand({ ...secure, ...more })).toContain(options)
})

test.each([
  [brokerAt('default', 'ws://x'), 'speaks WebSockets, as mosquitto_sub does not'],
  [{ ...secure, rejectUnauthorized: false }, 'name the file of their authority as "ca"'],
])('where there is no command it says why: %#', (broker, why) => {
  expect(listenCommand(broker)).toContain(why)
})
