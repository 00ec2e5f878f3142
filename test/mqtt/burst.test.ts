import { onTestFinished, expect, test } from 'vitest'
import { connectAsync } from '../../engine/host/connectors/mqtt/test-client.fixture.ts'
import { Millrace } from '../cli/millrace.ts'
import { scratchFile } from '../cli/scratch.ts'
import { Mosquitto } from './mosquitto.ts'
import { until } from './until.ts'

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

test('a burst that fans out to several sinks waits until there is room, and nothing of it is dropped', async () => {
  const broker = await Mosquitto.start(['max_queued_messages 0', 'max_inflight_messages 100'])
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
})
