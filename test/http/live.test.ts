import { expect, onTestFinished, test } from 'vitest'
import { readConnections } from '../../engine/host/connectors/connections/read-connections.ts'
import { httpConnector } from '../../engine/host/connectors/http/http-connector.ts'
import { LiveFlow } from '../../engine/host/workers/live-flow.ts'
import { planOf, sink, source, Wire } from '../../engine/host/workers/wire.fixture.ts'
import { until } from '../mqtt/until.ts'
import { LocalServer } from './local-server.ts'

test('a live flow asks, tries again, and goes on with what is answered', async () => {
  const server = await LocalServer.start((request, response) => {
    const tries = server.paths.filter((path) => path === request.url).length
    if (request.url === '/v1/none') return void response.writeHead(404).end()
    if (request.url === '/v1/busy' && tries === 1) return void response.writeHead(503).end()
    if (request.url === '/v1/forbidden') return void response.writeHead(403).end()
    response.setHeader('content-type', 'application/json')
    return void response.end(JSON.stringify({ limit: 60 }))
  })
  const { http } = readConnections(JSON.stringify({ api: { url: `${server.url}/v1` } }), 'c.json')
  const ask = { type: 'http-lookup', connection: 'api', path: '/{payload}', retryAfter: '1ms', order: 'free' }
  const plan = planOf({ in: source, ask, out: sink, none: { ...sink, topic: 'none' } }, [
    ['in', 'ask'],
    ['ask.out', 'out'],
    ['ask.missing', 'none'],
  ])
  const wire = new Wire()
  const told: string[] = []
  const flow = new LiveFlow(plan, {
    connectors: [wire, httpConnector(http)],
    tell: ({ message }) => told.push(message),
  })
  onTestFinished(() => flow.stop(0))
  for (const payload of ['pump', 'none', 'busy', 'forbidden', 'pump']) wire.give(payload)
  await until(() => wire.sent.length + flow.letters.count === 5, 'every event')
  const sent = wire.sent.map(({ node, delivery: { payload } }) => JSON.stringify([node, payload]))
  expect(sent.toSorted()).toEqual(
    [
      ['none', 'none'],
      ['out', { value: 'busy', row: { limit: 60 } }],
      ['out', { value: 'pump', row: { limit: 60 } }],
      ['out', { value: 'pump', row: { limit: 60 } }],
    ].map((one) => JSON.stringify(one)),
  )
  expect(flow.letters.list).toMatchObject([
    { node: 'ask', event: { payload: 'forbidden' }, problem: { code: 'refused' } },
  ])
  expect(server.paths.toSorted()).toEqual(['/v1/busy', '/v1/busy', '/v1/forbidden', '/v1/none', '/v1/pump'])
  expect(told.map((line) => line.replace(server.url, 'http://h'))).toEqual([
    'connection "api" (http://h): fails: the server answers 503 Service Unavailable; nothing more is said until it works again',
    'connection "api" (http://h): works again',
  ])
  expect(flow.unfinished).toEqual({ unsent: 0, unhandled: 0 })
})

test('a flow whose sources have ended waits for the answers that are still to come', async () => {
  const held: (() => void)[] = []
  const server = await LocalServer.start((_, response) => void held.push(() => response.end('yes')))
  const { http } = readConnections(JSON.stringify({ api: { url: server.url } }), 'c.json')
  const ask = { type: 'http-lookup', connection: 'api', path: '/{payload}' }
  const plan = planOf({ in: source, ask, out: sink }, [
    ['in', 'ask'],
    ['ask.out', 'out'],
  ])
  const wire = new Wire()
  const flow = new LiveFlow(plan, { connectors: [wire, httpConnector(http)], tell: () => {} })
  onTestFinished(() => flow.stop(0))
  wire.give('pump')
  wire.flow.finished('in')
  await until(() => held.length === 1, 'the request')
  for (const release of held) release()
  await flow.finished
  expect(wire.payloads).toEqual([{ value: 'pump', row: 'yes' }])
})
