import { spawn } from 'node:child_process'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { Mosquitto } from '../mqtt/mosquitto.ts'
import { until } from '../mqtt/until.ts'
import { Millrace, millrace } from './millrace.ts'
import { scratch, scratchFile } from './scratch.ts'

const rows = (nodes: object, wires: readonly (readonly string[])[], file = 'rows.csv') => ({
  millrace: 1,
  id: 'rows',
  nodes: { in: { type: 'file-in', path: file, time: 'payload.ts' }, out: { type: 'log' }, ...nodes },
  wires,
})

/** A flow beside a file of its own. */
function flowBeside(document: object, text?: string): string {
  const flow = scratchFile('rows.flow.json', document)
  if (text !== undefined) writeFileSync(join(dirname(flow), 'rows.csv'), text)
  return flow
}

test('a file that is not there is told in words, with exit code 2, by run and by start', async () => {
  const flow = flowBeside(rows({}, [['in', 'out']]))
  for (const command of [['run'], ['start', '--mqtt-port', '0', '--port', '0']]) {
    const { code, err } = await millrace([...command, flow])
    expect(err).toContain('millrace: node in: path: cannot read ')
    expect(err).toContain('rows.csv: there is no such file')
    expect(err).not.toContain('ENOENT')
    expect(code).toBe(2)
  }
})

test('a file that is separated otherwise is told, with exit code 2', async () => {
  const { code, err } = await millrace(['run', flowBeside(rows({}, [['in', 'out']]), 'ts;c\n1;2\n')])
  expect(err).toContain('set "separator": ";"')
  expect(code).toBe(2)
})

test('a file that may not be read is told', async ({ skip }) => {
  if (process.getuid?.() === 0) skip('root may read every file')
  const flow = flowBeside(rows({}, [['in', 'out']]), 'ts,c\n1,2\n')
  chmodSync(join(dirname(flow), 'rows.csv'), 0)
  const { code, err } = await millrace(['run', flow])
  expect([code, err]).toEqual([2, expect.stringContaining('may not read it')])
})

test('with --fail-on-dead-letters a dead letter makes the exit code 1', async () => {
  const flow = flowBeside(rows({}, [['in', 'out']]), 'ts,c\nnever,3\n')
  expect((await millrace(['run', flow])).code).toBe(0)
  expect((await millrace(['run', flow, '--fail-on-dead-letters'])).code).toBe(1)
})

test('a row whose time cannot be read is a dead letter with its line; the file of them is appended to', async () => {
  const flow = flowBeside(rows({}, [['in', 'out']]), 'ts,c\n1,2\nnever,3\n')
  const letters = join(scratch(), 'letters.ndjson')
  for (const times of [1, 2]) {
    const { code, out, err } = await millrace(['run', flow, '--dead-letters', letters])
    expect([code, out.trim().split('\n').length]).toEqual([0, 1])
    expect(err).toMatch(/dead letter: in\.out: .*line 3 /)
    const written = readFileSync(letters, 'utf8').trim().split('\n')
    expect(written).toHaveLength(times)
    expect(JSON.parse(written[0] ?? '')).toMatchObject({ node: 'in', event: { properties: { line: 3 } } })
  }
  const nowhere = await millrace(['run', flow, '--dead-letters', scratch()])
  expect([nowhere.code, nowhere.err]).toEqual([2, expect.stringContaining('--dead-letters')])
})

test.each([
  ['live', []],
  ['in a replay, which reads it not', ['--input', '-']],
])('dead letters never go to a file that a node reads: %s', async (_, more) => {
  const document = rows({}, [['in', 'out']], '$file')
  const flow = flowBeside({ ...document, parameters: { file: { type: 'text' } } }, 'ts,c\n1,2\nnever,3\n')
  const file = join(dirname(flow), 'rows.csv')
  const args = ['run', flow, '--param', 'file=rows.csv', '--dead-letters', file, ...more]
  const { code, err } = await millrace(args)
  expect(err).toContain('rows.csv: this is what node in reads, which would be overwritten; name another file')
  expect(code).toBe(2)
  expect(readFileSync(file, 'utf8')).toBe('ts,c\n1,2\nnever,3\n')
})

test('a stop says what is held and forgotten', async () => {
  const flow = scratchFile('held.flow.json', {
    millrace: 1,
    id: 'held',
    nodes: {
      clock: { type: 'timer', every: '1h', atStart: true },
      sum: { type: 'window', size: '2h', aggregates: { n: '$count($)' } },
      quiet: { type: 'debounce', quiet: '10m' },
      out: { type: 'log' },
    },
    wires: [
      ['clock', 'sum'],
      ['clock', 'quiet'],
      ['sum', 'out'],
      ['quiet', 'out'],
    ],
  })
  const running = new Millrace(['run', flow])
  onTestFinished(() => running.end())
  await running.says('held: running')
  expect((await running.stop()).code).toBe(0)
  expect(running.err).toMatch(
    /not finished, and forgotten now.*: sum \(begun for 1 key\), quiet \(1 event held back\)\n/,
  )
})

const ticks = {
  millrace: 1,
  id: 'ticks',
  nodes: { clock: { type: 'timer', every: '100ms' }, out: { type: 'mqtt-out', topic: 'tick', qos: 1 } },
  wires: [['clock', 'out']],
}

test('it says whom it waits for, then where it listens and sends, and later where nothing has come', async () => {
  const broker = await Mosquitto.prepare()
  onTestFinished(() => broker.stop())
  const flow = scratchFile('ticks.flow.json', {
    ...ticks,
    nodes: { ...ticks.nodes, in: { type: 'mqtt-in', topic: 'bulding/{room}' } },
    wires: [...ticks.wires, ['in', 'out']],
  })
  const running = new Millrace(['run', flow, '--broker', broker.url])
  onTestFinished(() => running.end())
  await running.says('ticks: waits until its broker is there\n')
  await broker.startAgain()
  await running.says(`ticks: running, 3 nodes; listens to bulding/+ and sends at ${broker.url}\n`)
  await running.says('ticks/in: nothing has come under bulding/+ yet', 20_000)
  expect((await running.stop()).code).toBe(0)
  expect(running.err.match(/nothing has come/g)).toHaveLength(1)
})

test('a stop that waits for a broker says so, and what a second one gives up', async () => {
  const broker = await Mosquitto.prepare()
  onTestFinished(() => broker.stop())
  const running = new Millrace(['run', scratchFile('ticks.flow.json', ticks), '--broker', broker.url])
  onTestFinished(() => running.end())
  await running.says('ticks: waits until its broker is there')
  running.signal('SIGINT')
  await running.says(/stopping: \d+ messages wait to be sent, for up to 4 s; Ctrl-C again gives them up\n/)
  running.signal('SIGINT')
  expect(await running.exit()).toBe(1)
  expect(running.err).toMatch(/\nended at once; given up: \d+ messages that waited to be sent\n$/)
})

test('with --verbose each message that is sent is shown, in a form that cannot act on a terminal', async () => {
  const broker = await Mosquitto.start()
  onTestFinished(() => broker.stop())
  const flow = scratchFile('told.flow.json', {
    millrace: 1,
    id: 'told',
    nodes: {
      clock: { type: 'timer', every: '1s', atStart: true },
      out: { type: 'mqtt-out', topic: 'tick', payload: String.raw`{ "n": "a\u009b\u001bb" }` },
    },
    wires: [['clock', 'out']],
  })
  for (const [more, shown] of [
    [['--verbose'], true],
    [[], false],
  ] as const) {
    const running = new Millrace(['run', flow, '--broker', broker.url, ...more])
    onTestFinished(() => running.end())
    await running.says('told: running')
    if (shown) await running.says(String.raw`told: tick {"n":"a\u009b\u001bb"}`)
    expect((await running.stop()).code).toBe(0)
    expect(running.err.includes('tick')).toBe(shown)
    expect(running.err).toContain('out: ')
  }
})

/** Makes of this Node.js one that runs no TypeScript, as most people have: the launcher then starts another one. */
const oldNode = "data:text/javascript,Object.defineProperty(process.features, 'typescript', { value: false })"

/** What a supervisor does that signals a whole group: the launcher as npm installs it, and the process it starts. */
test.each(['run', 'start'])('signals to a whole group of processes end %s as one', async (command) => {
  const flow = scratchFile('ticks.flow.json', {
    millrace: 1,
    id: 'ticks',
    nodes: { clock: { type: 'timer', every: '1h' }, out: { type: 'log' } },
    wires: [['clock', 'out']],
  })
  const launcher = resolve(import.meta.dirname, '../../engine/bin/millrace.mjs')
  const more = command === 'start' ? ['--mqtt-port', '0', '--port', '0'] : []
  const child = spawn(process.execPath, ['--import', oldNode, launcher, command, flow, ...more], {
    detached: true,
  })
  const { pid } = child
  if (pid === undefined) throw new Error('it was not started')
  onTestFinished(() => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-pid, 'SIGKILL')
  })
  let said = ''
  child.stdout.on('data', (text) => (said += text))
  child.stderr.on('data', (text) => (said += text))
  const ended = new Promise((done) => child.on('close', (code, signal) => done(code ?? signal)))
  await until(() => /running/.test(said), 'it to run', { seen: () => said })
  process.kill(-pid, 'SIGTERM')
  expect(await ended).toBe(0)
  expect(said).toMatch(/stopped/i)
})

test.each([
  ['alone', []],
  ['below its launcher', ['--import', oldNode]],
])('a signal that comes again while the process ends, %s, does not cut that short', async (_, node) => {
  const flow = scratchFile('ticks.flow.json', {
    millrace: 1,
    id: 'ticks',
    nodes: { clock: { type: 'timer', every: '1h' }, out: { type: 'log' } },
    wires: [['clock', 'out']],
  })
  for (let round = 0; round < 5; round++) {
    const running = new Millrace(['run', flow], { node })
    onTestFinished(() => running.end())
    await running.says('ticks: running')
    let ended: number | string | undefined
    void running.exit().then((code) => (ended = code))
    // As one that is passed on: for so long it counts as the same.
    const echo = performance.now() + 250
    await until(() => {
      if (performance.now() < echo) running.signal('SIGTERM')
      return ended !== undefined
    }, 'its end')
    expect(ended).toBe(0)
  }
})

test('run tells a misspelt field while it runs', async () => {
  const flow = scratchFile('ticks.flow.json', {
    millrace: 1,
    id: 'ticks',
    nodes: {
      clock: { type: 'timer', every: '50ms', atStart: true },
      late: { type: 'filter', condition: 'payload.tikc > 0' },
      out: { type: 'log' },
    },
    wires: [
      ['clock', 'late'],
      ['late', 'out'],
    ],
  })
  const running = new Millrace(['run', flow])
  onTestFinished(() => running.end())
  await running.says(
    /warning: ticks\/late: condition gave nothing for all \d+ events so far: payload\.tikc > 0/,
  )
  expect((await running.stop()).code).toBe(0)
})
