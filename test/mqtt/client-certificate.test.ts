import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { mqttConnector } from '../../engine/host/connectors/mqtt/mqtt-connector.ts'
import { readConnections } from '../../engine/host/connectors/connections/read-connections.ts'
import { findProgram } from '../find-program.ts'
import { Certificates } from './certificates.ts'
import { Mosquitto } from './mosquitto.ts'
import { RecordingSide } from './recording-side.ts'
import { outgoing, sink, source } from './served-nodes.ts'
import { until } from './until.ts'

test('a broker that wants a certificate lets in who has one of its authority, and no other', async ({
  onTestFinished,
  skip,
}) => {
  skip(findProgram('openssl') === undefined, 'openssl, which makes the certificates, is not installed')
  const certificates = new Certificates()
  onTestFinished(() => certificates.remove())
  for (const name of ['broker', 'flow']) certificates.sign(name)
  const stranger = new Certificates()
  onTestFinished(() => stranger.remove())
  stranger.sign('flow')
  for (const file of ['flow.pem', 'flow.key'])
    writeFileSync(join(certificates.folder, `stranger-${file}`), stranger.read(file))
  const mosquitto = await Mosquitto.start(
    [
      'cafile {folder}/ca.pem',
      'certfile {folder}/broker.pem',
      'keyfile {folder}/broker.key',
      'require_certificate true',
    ],
    Object.fromEntries(['ca.pem', 'broker.pem', 'broker.key'].map((file) => [file, certificates.read(file)])),
  )
  onTestFinished(() => mosquitto.stop())
  const url = `mqtts://127.0.0.1:${mosquitto.port}`
  const connect = (entry: object) => {
    const text = JSON.stringify({ default: { url, ca: 'ca.pem', ...entry } })
    const { brokers } = readConnections(text, join(certificates.folder, 'connections.json'))
    const side = new RecordingSide()
    const open = mqttConnector(brokers).open([source('in', 'loop'), sink('out')], side)
    onTestFinished(async () => {
      await open.close(0)
    })
    return { side, open }
  }
  for (const entry of [{}, { cert: 'stranger-flow.pem', key: 'stranger-flow.key' }]) {
    const { side } = connect(entry)
    await until(() => side.told.length > 0, 'word of the refusal')
    expect(side.told[0]).toMatch(/not reachable: .*certificate/)
  }
  const { side, open } = connect({ cert: 'flow.pem', key: 'flow.key' })
  await open.ready
  open.send(outgoing('out', 'loop', 7))
  await until(() => side.received.length > 0, 'the message', { seen: side.seen })
  expect(side.payloadsOf('in')).toEqual([7])
  expect(side.told).toEqual([])
})
