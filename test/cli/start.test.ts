import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { connectAsync } from '../../engine/host/connectors/mqtt/test-client.fixture.ts'
import { expect, onTestFinished, test } from 'vitest'
import { freePort, Mosquitto } from '../mqtt/mosquitto.ts'
import { until } from '../mqtt/until.ts'
import { Millrace, millrace } from './millrace.ts'
import { scratch, scratchFile } from './scratch.ts'

const guard = {
  millrace: 1,
  id: 'guard',
  nodes: {
    readings: { type: 'mqtt-in', topic: 'machine/{id}/temperature', key: 'params.id', time: 'payload.ts' },
    hot: { type: 'filter', condition: 'payload.celsius > 70' },
    slow: { type: 'mqtt-out', topic: 'machine/{key}/command', payload: '{ "speed": 60 }' },
  },
  wires: [
    ['readings', 'hot'],
    ['hot.pass', 'slow'],
  ],
}

function start(args: readonly string[]): Millrace {
  const running = new Millrace(['start', ...args])
  onTestFinished(() => running.end())
  return running
}

const waitFor = (running: Millrace, text: string | RegExp) =>
  until(
    () => (typeof text === 'string' ? running.out.includes(text) : text.test(running.out)),
    String(text),
    {
      patience: 20_000,
      seen: () => running.out + running.err,
    },
  )

test('a newcomer sees a command within ten seconds, can listen in, and everything ends in five', async () => {
  const flow = scratchFile('guard.flow.json', guard)
  const [port, mqttPort] = [await freePort(), await freePort()]
  const running = start([flow, '--port', String(port), '--mqtt-port', String(mqttPort)])
  await waitFor(running, 'running 1 flow: guard')
  expect(running.out).toContain(`mosquitto_sub -h 127.0.0.1 -p ${mqttPort}`)
  const begun = performance.now()
  const client = await connectAsync(`mqtt://127.0.0.1:${mqttPort}`)
  onTestFinished(() => client.endAsync(true))
  const topics: string[] = []
  const speeds: number[] = []
  client.on('message', (topic, payload) => {
    topics.push(topic)
    if (topic === 'machine/pump-3/state') speeds.push(JSON.parse(payload.toString()).speed)
  })
  await client.subscribeAsync('#')
  await waitFor(running, 'guard: machine/pump-3/command {"speed":60}')
  expect(performance.now() - begun).toBeLessThan(10_000)
  // The loop is closed: the machine does what it was told.
  await until(() => speeds.at(-1) === 60, 'pump-3 to slow down')
  expect(topics.some((topic) => topic.startsWith('road/'))).toBe(true)
  expect(topics.some((topic) => topic.startsWith('cold/'))).toBe(true)
  const counts = await (await fetch(`http://127.0.0.1:${port}/counts`)).json()
  expect(counts).toMatchObject({ flows: 1, deadLetters: 0 })
  expect(await (await fetch(`http://127.0.0.1:${port}/livez`)).text()).toBe('ok\n')
  const { code, took } = await running.stop()
  expect(code).toBe(0)
  expect(took).toBeLessThan(5_000)
  expect(running.err).toBe('')
})

test('ports that are taken are told, and the next ones are used', async () => {
  const flow = scratchFile('guard.flow.json', guard)
  const taken = createServer()
  const port = await freePort()
  await new Promise<void>((resolve) => taken.listen(port, '127.0.0.1', resolve))
  onTestFinished(() => void taken.close())
  const running = start([flow, '--mqtt-port', String(port), '--port', '0'])
  await waitFor(running, 'running 1 flow')
  expect(running.out).toMatch(new RegExp(`Port ${port} is taken; the broker listens on \\d+`))
  expect((await running.stop('SIGINT')).code).toBe(0)
})

test("a folder for data is one start's own; a lock that a killed one left does not matter", async () => {
  const flow = scratchFile('guard.flow.json', guard)
  const data = join(scratch(), 'data')
  const args = [flow, '--mqtt-port', '0', '--port', '0', '--data', data]
  const running = start(args)
  await waitFor(running, 'running 1 flow')
  const second = await millrace(['start', ...args])
  expect(second.code).toBe(2)
  expect(second.err).toContain(readFileSync(join(data, 'lock'), 'utf8'))
  await running.stop()
  expect(existsSync(join(data, 'lock'))).toBe(false)
  writeFileSync(join(data, 'lock'), '999999999')
  const third = start(args)
  await waitFor(third, 'running 1 flow')
  expect((await third.stop()).code).toBe(0)
})

test('two can run side by side at a broker of ours', async () => {
  const broker = await Mosquitto.start()
  onTestFinished(() => broker.stop())
  const flow = scratchFile('guard.flow.json', guard)
  const both = [1, 2].map(() => start([flow, '--broker', broker.url, '--port', '0']))
  for (const running of both) await waitFor(running, /machine\/pump-3\/command/)
  for (const running of both) {
    expect(running.out).not.toContain('lost')
    expect((await running.stop()).code).toBe(0)
  }
})

test('a flow with an error is named, and nothing is left running', async () => {
  const flow = scratchFile('bad.flow.json', { ...guard, wires: [['readings', 'nowhere']] })
  const { code, err } = await millrace(['start', flow, '--mqtt-port', '0', '--port', '0'])
  expect(code).toBe(2)
  expect(err).toContain('nowhere')
})
