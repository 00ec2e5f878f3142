import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { connectAsync } from 'mqtt'
import { expect, onTestFinished, test } from 'vitest'
import { Certificates } from '../mqtt/certificates.ts'
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
    slow: { type: 'mqtt-out', topic: 'machine/{key}/command', payload: '{ "speed": 60 }', expires: '30s' },
  },
  wires: [
    ['readings', 'hot'],
    ['hot.pass', 'slow'],
  ],
}

function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Millrace {
  const running = new Millrace(['start', ...args], { env })
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
  await waitFor(running, `mosquitto_sub -h 127.0.0.1 -p ${mqttPort}`)
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
  // A person's own flow asks in vain for what the broker that came with it can't do.
  expect(running.out.match(/warning: .*/g)).toEqual([
    expect.stringContaining('MQTT 3.1.1 knows no "expires"'),
  ])
  expect(running.out.indexOf('warning')).toBeLessThan(running.out.indexOf('Millrace is running'))
})

test('who tries out the examples is not warned of what the broker that came with them cannot do', async () => {
  const running = start(['--port', '0', '--mqtt-port', '0', '--verbose'])
  await waitFor(running, /Z (cold-chain|predictive-maintenance): \S+\/command /)
  expect((await running.stop()).code).toBe(0)
  expect(running.out).not.toContain('warning')
})

/** Takes a port, if nobody else has it already. */
async function take(port: number): Promise<number> {
  const taken = createServer()
  const listens = new Promise((resolve, reject) => {
    taken.once('listening', resolve)
    taken.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    )
  })
  taken.listen(port, '127.0.0.1')
  await listens
  onTestFinished(() => void taken.close())
  return port
}

test('a port that is taken is told, and the next one is used', async () => {
  const port = await take(await freePort())
  const flow = scratchFile('guard.flow.json', guard)
  const running = start([flow, '--mqtt-port', String(port), '--port', '0'])
  await waitFor(running, 'running 1 flow')
  expect(running.out).toMatch(new RegExp(`^Port ${port} is taken; the broker listens on \\d+\\.`))
  expect((await running.stop('SIGINT')).code).toBe(0)
})

test("a folder for data is one start's own; a lock that a killed one left does not matter", async () => {
  const data = join(scratch(), 'data')
  mkdirSync(join(data, 'flows'), { recursive: true })
  writeFileSync(join(data, 'flows', 'guard.flow.json'), JSON.stringify(guard))
  const args = ['--mqtt-port', '0', '--port', '0', '--data', data]
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

test.each([
  [['--data', ''], '--data: expected a folder, got nothing'],
  [['--data', import.meta.filename], 'this is a file; name a folder'],
  [['--data', 'somewhere', 'my.flow.json'], 'leave out one of them'],
])('start %j ends with 2 and says how to mend it', async (args, said) => {
  const { code, err } = await millrace(['start', '--mqtt-port', '0', '--port', '0', ...args], {
    cwd: scratch(),
  })
  expect(err).toContain(said)
  expect(code).toBe(2)
})

test('what the broker does not take is told once, and counted at the stop', async () => {
  const mqttPort = await freePort()
  const running = start(['--port', '0', '--mqtt-port', String(mqttPort)])
  await waitFor(running, 'Listen in')
  for (let time = 0; time < 2; time++) {
    // The beginning of a PUBLISH of 256 MB.
    const socket = connect(mqttPort, '127.0.0.1').on('error', () => {})
    socket.write(Buffer.of(0x30, 0xff, 0xff, 0xff, 0x7f))
    await once(socket, 'close')
  }
  expect((await running.stop()).code, running.err).toBe(0)
  expect(running.out.match(/warning: the broker: .*/g)).toEqual([
    expect.stringContaining('began a packet of 268,435,455 bytes'),
  ])
  expect(running.out).toContain('broker: connections ended for a packet too large: 2\n')
})

test('flows with the same id are refused', async () => {
  const files = ['a.flow.json', 'b.flow.json'].map((name) => scratchFile(name, guard))
  const both = await millrace(['start', ...files, '--mqtt-port', '0', '--port', '0'])
  expect(both.err).toContain(`the flow id "guard" stands in 2 files: ${files.join(', ')}`)
  expect(both.code).toBe(2)
  const checked = await millrace(['check', ...files])
  expect(checked.out).toContain('the flow id "guard" stands in 2 files')
  expect(checked.out).toContain('2 flows checked: 1 error, no warnings')
  expect(checked.code).toBe(2)
})

test('while the broker is not there that is said once, not that all is well; then it runs', async () => {
  const broker = await Mosquitto.prepare()
  onTestFinished(() => broker.stop())
  const files = ['a', 'b'].map((id) => scratchFile(`${id}.flow.json`, { ...guard, id }))
  const running = start([...files, '--broker', broker.url, '--port', '0'])
  await waitFor(running, 'Millrace waits until its broker is there, to run 2 flows: a, b')
  expect(running.out.match(/not reachable/g)).toHaveLength(1)
  expect(running.out).not.toContain('Millrace is running')
  await broker.startAgain()
  await waitFor(running, 'Millrace is running 2 flows: a, b')
  expect(running.out.match(/: connected/g)).toHaveLength(1)
  expect((await running.stop()).code).toBe(0)
})

/** Lets in the user me with the password hidden. */
async function guarded(): Promise<Mosquitto> {
  const folder = scratch()
  const file = join(folder, 'users')
  const made = spawnSync('mosquitto_passwd', ['-c', '-b', file, 'me', 'hidden'])
  if (made.status !== 0) throw new Error(`mosquitto_passwd: ${made.error?.message ?? made.stderr.toString()}`)
  const broker = await Mosquitto.start(['allow_anonymous false', 'password_file {folder}/users'], {
    users: readFileSync(file, 'utf8'),
  })
  onTestFinished(() => broker.stop())
  return broker
}

test('a broker that wants a password: the plant gets in as well, and the command that is shown works', async () => {
  const broker = await guarded()
  const flow = scratchFile('guard.flow.json', guard)
  const connections = scratchFile('connections.json', {
    default: { url: broker.url, username: 'me', password: { env: 'PLANT' } },
  })
  const running = start([flow, '--connections', connections, '--port', '0'], { PLANT: 'hidden' })
  await waitFor(running, /machine\/pump-3\/command/)
  const [, command = ''] = /Listen in: +(mosquitto_sub .*?) {2}\(/.exec(running.out) ?? []
  expect(running.out).toContain('(with its password in MQTT_PASSWORD)')
  expect(running.out).not.toContain('hidden')
  const heard = spawnSync('sh', ['-c', `${command} -C 1 -W 10`], {
    encoding: 'utf8',
    env: { ...process.env, MQTT_PASSWORD: 'hidden' },
  })
  expect([heard.status, heard.stdout], heard.stderr).toEqual([0, expect.stringMatching(/^\S+ /)])
  expect((await running.stop()).code).toBe(0)
})

test('where user and password are missing it says where to write them; where they are wrong, of whom', async () => {
  const broker = await guarded()
  const flow = scratchFile('guard.flow.json', guard)
  const wrong = start([flow, '--broker', broker.url.replace('//', '//me:wrong@'), '--port', '0'])
  await waitFor(wrong, 'the broker refuses user "me": user or password is wrong')
  const address = start([flow, '--broker', broker.url, '--port', '0'])
  await waitFor(address, 'write them into the address: mqtt://user:password@host:1883')
  const connections = scratchFile('connections.json', { default: { url: broker.url } })
  const file = start([flow, '--connections', connections, '--port', '0'])
  await waitFor(file, 'set "username" and "password" of the connection')
  expect(wrong.out).not.toContain('wrong@')
})

test('at a broker with TLS the command that is shown works', async () => {
  const certificates = new Certificates()
  onTestFinished(() => certificates.remove())
  certificates.sign('server')
  const { folder } = certificates
  const files = [`cafile ${folder}/ca.pem`, `certfile ${folder}/server.pem`, `keyfile ${folder}/server.key`]
  const broker = await Mosquitto.start(files)
  onTestFinished(() => broker.stop())
  const connections = join(folder, 'connections.json')
  const url = broker.url.replace('mqtt:', 'mqtts:')
  writeFileSync(connections, JSON.stringify({ default: { url, ca: 'ca.pem' } }))
  const running = start([scratchFile('guard.flow.json', guard), '--connections', connections, '--port', '0'])
  await waitFor(running, 'Listen in')
  const [, command = ''] = /Listen in: +(mosquitto_sub .*)/.exec(running.out) ?? []
  expect(command).toContain(`--cafile ${folder}/ca.pem`)
  const heard = spawnSync('sh', ['-c', `${command} -C 1 -W 10`], { encoding: 'utf8' })
  expect([heard.status, heard.stdout], heard.stderr).toEqual([0, expect.stringMatching(/^\S+ /)])
  expect((await running.stop()).code).toBe(0)
})

test('TLS where there is none, and none where there is, is asked about at the first connection', async () => {
  const certificates = new Certificates()
  onTestFinished(() => certificates.remove())
  certificates.sign('server')
  const { folder } = certificates
  const secure = await Mosquitto.start([`certfile ${folder}/server.pem`, `keyfile ${folder}/server.key`])
  onTestFinished(() => secure.stop())
  const plain = await Mosquitto.start()
  onTestFinished(() => plain.stop())
  const flow = scratchFile('guard.flow.json', guard)
  const toSecure = start([flow, '--broker', secure.url, '--port', '0'])
  await waitFor(toSecure, 'does it ask for TLS ("mqtts://")')
  const toPlain = start([flow, '--broker', plain.url.replace('mqtt:', 'mqtts:'), '--port', '0'])
  await waitFor(toPlain, 'does it speak TLS, not plain MQTT ("mqtt://")')
})

test('what a broker that was named cannot do is told', async () => {
  const broker = await Mosquitto.start()
  onTestFinished(() => broker.stop())
  const flow = scratchFile('guard.flow.json', guard)
  const connections = scratchFile('connections.json', { default: { url: broker.url, protocol: '3.1.1' } })
  const running = start([flow, '--connections', connections, '--port', '0'])
  await waitFor(running, /warning: connection "default".* MQTT 3\.1\.1 knows no "expires"/)
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

test('a misspelt field is told while the flow runs, in the counts, and at the stop', async () => {
  const flow = scratchFile('live.flow.json', {
    millrace: 1,
    id: 'live',
    nodes: {
      in: { type: 'mqtt-in', topic: 'lv/{a}', time: 'payload.ts' },
      hot: { type: 'filter', condition: 'payload.celcius > 3' },
      out: { type: 'mqtt-out', topic: 'lvo/{key}' },
    },
    wires: [
      ['in', 'hot'],
      ['hot', 'out'],
    ],
  })
  const [port, mqttPort] = [await freePort(), await freePort()]
  const running = start([flow, '--port', String(port), '--mqtt-port', String(mqttPort)])
  await waitFor(running, 'running 1 flow: live')
  const client = await connectAsync(`mqtt://127.0.0.1:${mqttPort}`)
  onTestFinished(() => client.endAsync(true))
  for (const ts of [1, 2, 3, 4, 5]) {
    await client.publishAsync('lv/x', JSON.stringify({ celsius: 9, ts: 1_800_000_000 + ts }), { qos: 1 })
  }
  await waitFor(
    running,
    'warning: live/hot: condition gave nothing for all 5 events so far: payload.celcius > 3',
  )
  await waitFor(running, 'write "time": "payload.ts * 1000"')
  const counts: unknown = await (await fetch(`http://127.0.0.1:${port}/counts`)).json()
  expect(counts).toMatchObject({
    received: 5,
    byFlow: {
      live: {
        received: 5,
        sent: 0,
        nodes: {
          in: { received: 5, noted: { 'time before 1990': 5 } },
          hot: { received: 5, noted: { 'condition gave nothing': 5 }, sent: { pass: 0, rest: 5 } },
        },
      },
    },
  })
  expect((await running.stop()).code).toBe(0)
  expect(running.out).toContain(
    'live: stopped; 5 messages in, 0 out\n  in: 5 received, 5 handled, sent 5 by out, time before 1990: 5\n' +
      '  hot: 5 received, 5 handled, sent 5 by rest (not wired), condition gave nothing: 5\n',
  )
  expect(running.out.match(/gave nothing for all/g)).toHaveLength(1)
})

const limited = (id: string, name: string) => ({
  ...guard,
  id,
  parameters: { [name]: { type: 'number', default: 70 }, unit: { type: 'text', default: 'C' } },
  nodes: { ...guard.nodes, hot: { type: 'filter', condition: `payload.celsius > $${name}` } },
})

test('parameters go to the flows that declare them, dead letters of all flows to one file', async () => {
  const files = [
    scratchFile('a.flow.json', limited('a', 'limit')),
    scratchFile('b.flow.json', limited('b', 'most')),
  ]
  const letters = join(scratch(), 'letters.ndjson')
  const mqttPort = await freePort()
  const more = ['--param', 'limit=0', '--param', 'unit=F', '--dead-letters', letters]
  const running = start([...files, '--port', '0', '--mqtt-port', String(mqttPort), ...more])
  await waitFor(running, 'running 2 flows: a, b')
  const client = await connectAsync(`mqtt://127.0.0.1:${mqttPort}`)
  onTestFinished(() => client.endAsync(true))
  await client.publishAsync('machine/mine/temperature', '{"celsius": 5, "ts": 1}', { qos: 1 })
  await client.publishAsync('machine/mine/temperature', 'no json', { qos: 1 })
  await waitFor(running, 'a: machine/mine/command')
  const written = () => (existsSync(letters) ? readFileSync(letters, 'utf8') : '')
  await until(() => written().split('\n').length === 3, 'both dead letters', { seen: written })
  expect((await running.stop()).code).toBe(0)
  expect(running.out).not.toContain('b: machine/mine/command')
  const flows = written().trim().split('\n')
  expect(flows.map((line) => JSON.parse(line).flow).toSorted()).toEqual(['a', 'b'])
})

test.each([
  [
    ['--param', 'limti=3'],
    '--param limti: no flow that is started declares a parameter of this name; did you mean limit?',
  ],
  [['--param', 'x=3'], 'they declare limit, unit'],
  [['--param', 'limit=high'], 'limit'],
  [['--dead-letters', 'a.flow.json'], 'this is the flow a, which would be overwritten'],
  [['--dead-letters', '.'], '--dead-letters .: this is a folder; name a file'],
])('start with %j ends with 2 and says how to mend it', async (more, said) => {
  const flow = scratchFile('a.flow.json', limited('a', 'limit'))
  const args = ['start', 'a.flow.json', '--mqtt-port', '0', '--port', '0', ...more]
  const { code, err } = await millrace(args, { cwd: dirname(flow) })
  expect(err).toContain(said)
  expect(code).toBe(2)
})
