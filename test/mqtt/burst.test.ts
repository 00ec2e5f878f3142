import { catalog } from '../../engine/core/catalog.ts'
import { checkFlow } from '../../engine/core/check/check-flow.ts'
import { mqttConnector } from '../../engine/host/connectors/mqtt/mqtt-connector.ts'
import { brokerAt } from '../../engine/host/connectors/mqtt/read-brokers.ts'
import { LiveFlow } from '../../engine/host/workers/live-flow.ts'
import { expect, onTestFinished, test, vi } from 'vitest'
import { connectAsync } from 'mqtt'
import { Millrace } from '../cli/millrace.ts'
import { scratchFile } from '../cli/scratch.ts'
import { Mosquitto } from './mosquitto.ts'
import { TcpProxy } from './tcp-proxy.ts'
import { until } from './until.ts'

// The pauses between attempts would be most of the test.
vi.mock('../../engine/host/connectors/mqtt/retry-delay.ts', () => ({ retryDelay: () => 50 }))

const settings = ['max_queued_messages 0', 'max_inflight_messages 1000']

/** Longer than usual: tens of thousands of messages, on a machine that may have others to do. */
const timeout = 90_000

const sink = (name: string) => ({ type: 'mqtt-out', topic: `dst/${name}/{key}`, qos: 1 })

const fanOut = {
  millrace: 1,
  id: 'fan-out',
  nodes: {
    in: { type: 'mqtt-in', topic: 'src/{k}', qos: 1, key: 'params.k' },
    a: sink('a'),
    b: sink('b'),
    c: sink('c'),
  },
  wires: ['a', 'b', 'c'].map((id) => ['in', id]),
}

test(
  'a burst that fans out to several sinks waits until there is room, and nothing of it is dropped',
  { timeout },
  async () => {
    const broker = await Mosquitto.start(settings)
    onTestFinished(() => broker.stop())
    const running = new Millrace(['run', scratchFile('fan-out.flow.json', fanOut), '--broker', broker.url])
    onTestFinished(() => running.end())
    await running.says('running')
    const client = await connectAsync(broker.url)
    onTestFinished(() => client.endAsync(true))
    let got = 0
    client.on('message', () => got++)
    await client.subscribeAsync('dst/#', { qos: 0 })
    const publisher = await connectAsync(broker.url)
    onTestFinished(() => publisher.endAsync(true))
    const count = 15_000
    for (let at = 0; at < count; at++) publisher.publish(`src/k${at % 50}`, String(at), { qos: 1 })
    await until(() => got === 3 * count || running.err.includes('dropped'), 'all', {
      patience: 40_000,
      seen: () => `${got}\n${running.err}`,
    })
    const { code } = await running.stop()
    expect(running.err).not.toContain('dropped')
    expect([got, code]).toEqual([3 * count, 0])
  },
)

test(
  'what comes while the broker to send to is away waits at the source, and arrives when it is back',
  { timeout },
  async () => {
    const [source, target] = await Promise.all([Mosquitto.start(settings), Mosquitto.start(settings)])
    onTestFinished(() => source.stop())
    onTestFinished(() => target.stop())
    const proxy = await TcpProxy.before(target.port)
    onTestFinished(() => proxy.close())
    const brokers = { default: brokerAt('default', source.url), target: brokerAt('target', proxy.url) }
    const sinks = Object.fromEntries(
      ['a', 'b', 'c'].map((name) => [name, { ...sink(name), connection: 'target' }]),
    )
    const { plan } = checkFlow(JSON.stringify({ ...fanOut, nodes: { ...fanOut.nodes, ...sinks } }), catalog)
    if (plan === undefined) throw new Error('expected a flow without mistakes')
    const told: string[] = []
    const flow = new LiveFlow(plan, {
      connectors: [mqttConnector(new Map(Object.entries(brokers)))],
      tell: ({ message }) => told.push(message),
    })
    onTestFinished(() => flow.stop(0))
    await flow.ready
    proxy.down()
    await until(() => told.some((line) => line.includes('lost')), 'word of the loss')
    const client = await connectAsync(target.url)
    onTestFinished(() => client.endAsync(true))
    let got = 0
    client.on('message', () => got++)
    await client.subscribeAsync('dst/#', { qos: 0 })
    const publisher = await connectAsync(source.url)
    onTestFinished(() => publisher.endAsync(true))
    // More than the flow can hold, which are 10,000 that have arrived and what makes 10,000 to be sent.
    const count = 14_000
    for (let at = 0; at < count; at++) publisher.publish(`src/k${at % 50}`, String(at), { qos: 1 })
    const handled = (): number => flow.ledger()['in']?.received ?? 0
    const pauses = (): number => flow.counts.get('pauses in reading') ?? 0
    await until(() => pauses() > 0 && handled() >= 10_000 / 3, 'a pause in reading', {
      patience: 40_000,
      seen: () => `${pauses()} pauses, ${handled()} handled`,
    })
    // It handles 100 at once at most.
    expect(handled()).toBeLessThan(10_000 / 3 + 100)
    proxy.down(false)
    await until(() => got === 3 * count, 'all', {
      patience: 60_000,
      seen: () => `${got}\n${told.join('\n')}`,
    })
    await flow.stop()
    expect([got, flow.lost]).toEqual([3 * count, 0])
  },
)
