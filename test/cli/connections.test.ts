import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { givenConnections } from '../../engine/host/cli/read-connections.ts'
import { connectionsExample } from '../../engine/host/connectors/connections/connections-example.ts'
import { httpFields } from '../../engine/host/connectors/http/http-fields.ts'
import { connectionFields } from '../../engine/host/connectors/mqtt/connection-fields.ts'
import { readConnections } from '../../engine/host/connectors/connections/read-connections.ts'
import { Certificates } from '../mqtt/certificates.ts'
import { millrace } from './millrace.ts'
import { scratch, scratchFile, warmFlow } from './scratch.ts'

const url = 'mqtt://broker.example'

test.each([
  [
    'a slip, with line and column',
    '{\n  "plant": {\n    "url": "mqtt://x" "keepalive": 3\n  }\n}',
    ':3:23: this is not JSON: expected a comma or }; put a comma between the two',
  ],
  ['a comma too many', '{ "plant": { "url": "mqtt://x", } }', ':1:33: this is not JSON'],
  [
    'a name twice',
    '{\n"a": { "url": "mqtt://x" },\n"a": { "url": "mqtt://y" } }',
    ':3:1: "a" is written twice',
  ],
  ['nothing', '', 'got nothing'],
  ['a list', '[]', 'expected an object with connections by name'],
  [
    'a field misspelt',
    { plant: { url, usrename: 'a' } },
    'there is no field "usrename"; did you mean "username"?',
  ],
  ['a capital', { plant: { url, clientID: 'a' } }, 'did you mean "clientId"?'],
  ['no address', { plant: {} }, 'connection "plant": url: expected an address'],
  ['a percent sign', { plant: { url: 'mqtt://a:100%@x' } }, '%25'],
  ['two passwords', { plant: { url, password: 'a', passwordFile: 'b' } }, 'only one of'],
  [
    'a variable that is not set',
    { plant: { url, password: { env: 'NOT_SET' } } },
    'NOT_SET, which is not set',
  ],
  ['a file that is not there', { plant: { url, ca: 'no.pem' } }, 'ca: expected a file that can be read'],
])('a file of connections with %s', (_, content, said) => {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  expect(() => readConnections(text, 'connections.json')).toThrow(said)
  expect(() => readConnections(text, 'connections.json')).toThrow(/^connections\.json:/)
})

test('what cannot be used is told with exit code 2, and without a secret', async () => {
  const connections = scratchFile('connections.json', '{ "a": { "url": "mqtt://x", "password": hunter2 } }')
  const flow = scratchFile('warm.flow.json', warmFlow)
  const { code, err } = await millrace(['run', flow, '--connections', connections])
  expect(err).toContain(`${connections}:1:41: `)
  expect(err).not.toContain('hunter2')
  expect(code).toBe(2)
})

test.each([
  [['mqtt://u:geheim@h']],
  [['--broker=mqtt://u:geheim@h']],
  [['run', 'mqtt://u:geheim']],
  [['start', 'mqtt://u:geheim@h']],
  [['check', '--json', 'mqtt://u:geheim@h']],
  [['run', 'FLOW', '--input', 'mqtt://u:geheim@h']],
  [['run', 'FLOW', '--connections', 'mqtt://u:geheim@h']],
  [['run', 'FLOW', '--broker', 'mqtt://u:geheim']],
])('a password that stands where none belongs is not shown: %j', async (args) => {
  const flow = scratchFile('warm.flow.json', warmFlow)
  const { code, out, err } = await millrace(args.map((arg) => (arg === 'FLOW' ? flow : arg)))
  expect(code, out + err).toBe(2)
  expect(out + err).toContain('mqtt')
  expect(out + err).not.toContain('geheim')
})

test('every field there is can be written, files beside the file of connections', () => {
  const certificates = new Certificates()
  onTestFinished(() => certificates.remove())
  certificates.sign('line')
  const values = {
    url: 'mqtts://broker.example',
    username: 'u',
    password: undefined,
    passwordFile: 'secret',
    ca: 'ca.pem',
    cert: 'line.pem',
    key: 'line.key',
    rejectUnauthorized: false,
    protocol: '3.1.1',
    clientId: 'me',
    session: 'clean',
    keepalive: 5,
    largestMessage: 1_000_000,
  }
  expect(connectionFields.map(({ name }) => name)).toEqual(Object.keys(values))
  const file = join(certificates.folder, 'connections.json')
  writeFileSync(join(certificates.folder, 'secret'), 'hidden\n')
  const plant = readConnections(JSON.stringify({ plant: values }), file).brokers.get('plant')
  expect(plant).toMatchObject({
    username: 'u',
    password: 'hidden',
    ca: certificates.read('ca.pem'),
    key: certificates.read('line.key'),
    protocol: '3.1.1',
    keepalive: 5,
    largestMessage: 1_000_000,
  })
})

test('every field of a connection to a server can be written', () => {
  const certificates = new Certificates()
  onTestFinished(() => certificates.remove())
  certificates.sign('line')
  const values = {
    url: 'https://api.example/v1',
    headers: { 'X-Line': '3' },
    username: undefined,
    password: undefined,
    passwordFile: undefined,
    token: undefined,
    tokenFile: 'secret',
    ca: 'ca.pem',
    cert: 'line.pem',
    key: 'line.key',
    rejectUnauthorized: false,
    concurrency: 256,
    largestAnswer: 100_000_000,
  }
  expect(httpFields.map(({ name }) => name)).toEqual(Object.keys(values))
  writeFileSync(join(certificates.folder, 'secret'), 'hidden\r\n')
  const file = join(certificates.folder, 'connections.json')
  expect(readConnections(JSON.stringify({ api: values }), file).http.get('api')).toEqual({
    name: 'api',
    url: 'https://api.example/v1',
    headers: { 'x-line': '3', authorization: 'Bearer hidden' },
    ca: certificates.read('ca.pem'),
    cert: certificates.read('line.pem'),
    key: certificates.read('line.key'),
    rejectUnauthorized: false,
    concurrency: 256,
    largestAnswer: 100_000_000,
  })
})

test('the example in the help can be read, once its files and variables are there', () => {
  const folder = scratch()
  const certificates = new Certificates()
  onTestFinished(() => certificates.remove())
  writeFileSync(join(folder, 'plant-ca.pem'), certificates.read('ca.pem'))
  vi.stubEnv('PLANT_PASSWORD', 'hidden')
  vi.stubEnv('ORDERS_TOKEN', 'hidden')
  onTestFinished(() => {
    vi.unstubAllEnvs()
  })
  const { brokers, http } = readConnections(connectionsExample, join(folder, 'connections.json'))
  expect([...brokers.keys(), ...http.keys()]).toEqual(['default', 'plant', 'orders'])
})

test('where the plant is, a broker is needed', async () => {
  const connections = scratchFile('connections.json', { default: { url: 'https://api.example' } })
  const flow = scratchFile('warm.flow.json', warmFlow)
  const { code, err } = await millrace(['start', flow, '--connections', connections])
  expect(err).toContain('connection "default": expected a broker')
  expect(code).toBe(2)
})

test('a node of MQTT with a connection to a server is told of, and --broker stands for the "default" of the file', async () => {
  const connections = scratchFile('connections.json', { default: { url: 'https://api.example' } })
  const flow = scratchFile('warm.flow.json', warmFlow)
  const wrong = await millrace(['run', flow, '--connections', connections])
  expect(wrong.err).toContain('the connection "default", which is no broker (MQTT), as mqtt-in needs one')
  expect(wrong.code).toBe(2)
  expect(givenConnections('mqtt://h', connections)).toEqual({
    brokers: new Map([['default', expect.objectContaining({ url: 'mqtt://h' })]]),
    http: new Map(),
  })
})

test('docs and help name every field', async () => {
  const docs = await millrace(['docs', 'connections'])
  const help = await millrace(['run', '--help'])
  for (const { name } of [...connectionFields, ...httpFields]) {
    expect(docs.out).toContain(`**${name}**`)
    expect(help.out).toContain(name)
  }
  expect(docs.out).toContain('{ "env": "NAME" }')
  expect(docs.code).toBe(0)
})
