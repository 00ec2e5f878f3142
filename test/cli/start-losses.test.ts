import { pathToFileURL } from 'node:url'
import { resolve } from 'node:path'
import { connectAsync } from 'mqtt'
import { expect, onTestFinished, test } from 'vitest'
import { freePort, Mosquitto } from '../mqtt/mosquitto.ts'
import { until } from '../mqtt/until.ts'
import { Millrace } from './millrace.ts'
import { scratchFile } from './scratch.ts'

const ticking = (id: string) => ({
  millrace: 1,
  id,
  nodes: {
    clock: { type: 'timer', every: '100ms' },
    out: { type: 'mqtt-out', topic: `${id}/tick`, qos: 1 },
  },
  wires: [['clock', 'out']],
})

async function start(flows: readonly object[], more: readonly string[], env: Record<string, string> = {}) {
  const files = flows.map((flow, at) => scratchFile(`${at}.flow.json`, flow))
  const port = await freePort()
  const running = new Millrace(['start', ...files, '--port', String(port), ...more], { env })
  onTestFinished(() => running.end())
  const says = (text: string) =>
    until(() => running.out.includes(text), text, {
      patience: 20_000,
      seen: () => running.out + running.err,
    })
  const sent = async (): Promise<number> =>
    ((await (await fetch(`http://127.0.0.1:${port}/counts`)).json()) as { sent: number }).sent
  return { running, says, sent }
}

test('a start in which a message could not be sent ends with 1, and says so', async () => {
  const broker = await Mosquitto.start()
  onTestFinished(() => broker.stop())
  const { running, says, sent } = await start([ticking('a')], ['--broker', broker.url])
  await says('running 1 flow: a')
  await broker.kill()
  await says('lost:')
  const before = await sent()
  await until(async () => (await sent()) > before + 1, 'ticks that wait')
  await until(() => /out \(\d+ waiting\)/.test(running.out), 'the counts', { seen: () => running.out })
  const { code, took } = await running.stop()
  expect(running.out).toMatch(
    /stopping: \d+ messages wait to be sent, for up to 2 s; Ctrl-C again gives them up/,
  )
  expect(running.out).toMatch(/warning: .*messages? could not be sent/)
  expect(running.out).toMatch(/a: stopped; \d+ messages in, \d+ out \(\d+ of them not sent\)/)
  expect(code).toBe(1)
  expect(took).toBeLessThan(5_000)
})

test('a start in which one flow has failed ends with 1; the others go on until then', async () => {
  const bad = ticking('bad')
  const doomed = { ...bad, nodes: { ...bad.nodes, in: { type: 'mqtt-in', topic: 'doom' } } }
  // No flow is known that fails; this one is made to, with nothing in hand that would be lost.
  const engine = pathToFileURL(resolve(import.meta.dirname, '../../engine/core/runtime/flow-run.ts')).href
  const fault = scratchFile(
    'fault.mjs',
    `import { FlowRun } from ${JSON.stringify(engine)}
     const { advance, feedUntil } = FlowRun.prototype
     FlowRun.prototype.feedUntil = function (arrivals, isOver) {
       const isDone = feedUntil.call(this, arrivals, isOver)
       this.isDoomed = this.flow === 'bad'
       return isDone
     }
     FlowRun.prototype.advance = function (at) {
       if (this.isDoomed) throw new Error('broken')
       advance.call(this, at)
     }`,
  )
  const mqttPort = await freePort()
  const { running, says, sent } = await start(
    [{ ...doomed, wires: [...bad.wires, ['in', 'out']] }, ticking('good')],
    ['--mqtt-port', String(mqttPort)],
    { NODE_OPTIONS: `--import=${pathToFileURL(fault).href}` },
  )
  await says('running 2 flows: bad, good')
  const client = await connectAsync(`mqtt://127.0.0.1:${mqttPort}`)
  onTestFinished(() => client.endAsync(true))
  await client.publishAsync('doom', '1', { qos: 1 })
  await says('error: flow bad has failed: Error: broken')
  const before = await sent()
  await until(async () => (await sent()) > before + 1, 'ticks of the other')
  expect((await running.stop()).code, running.out).toBe(1)
  expect(running.out).not.toMatch(/will not be handled|could not be sent/)
})
