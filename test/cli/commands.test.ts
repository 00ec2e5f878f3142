import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { topics } from '../../engine/host/cli/topics.ts'
import { docs } from '../../engine/host/cli/docs.ts'
import { operators } from '../../engine/index.ts'
import { until } from '../mqtt/until.ts'
import { Millrace, millrace } from './millrace.ts'
import { scratch, scratchFile, warmFlow } from './scratch.ts'

test.each([
  [['rnu'], 'did you mean run?'],
  [['--verison'], 'there is no option --verison'],
  [[], 'expected a command'],
  [['run'], 'expected the file of a flow'],
  [['run', 'a', 'b'], 'expected one flow'],
  [['run', 'nowhere.flow.json'], 'nowhere.flow.json: there is no such file'],
  [['run', '.'], 'this is a folder'],
  [['run', 'x', '--inptu', 'y'], 'did you mean --input?'],
  [['run', 'x', '--input'], '--input: expected a value'],
  [['run', 'x', '--no-flush=1'], '--no-flush: takes no value'],
  [['run', 'x', '--input', 'a', '--input', 'b'], 'given more than once'],
  [['check'], 'expected the files of flows'],
  [['test'], 'expected the files of flows'],
  [['docs', 'fliter'], 'did you mean filter?'],
  [['docs', 'mqtt'], 'did you mean mqtt-in or mqtt-out?'],
  [['help', 'rnu'], 'did you mean run?'],
  [['run', 'x', '--input', 'a', '--broker', 'mqtt://x'], '--broker is for a live run'],
  [['run', 'x', '--input', 'a', '--connections', 'x'], '--connections is for a live run'],
  [['start', '--port', 'http'], '--port: expected a port'],
  [['start', '--broker', 'mqtt://127.0.0.1', '--mqtt-port', '1'], 'Leave one out'],
])('%j ends with 2 and says how to mend it', async (args, said) => {
  const { code, err, out } = await millrace(args, { cwd: scratch() })
  expect(err).toContain(said)
  expect(code).toBe(2)
  expect(out).toBe('')
  expect(err).not.toMatch(/\n\s+at /)
})

test.each([
  ['--help'],
  ['run', '--help'],
  ['check', '--help'],
  ['test', '--help'],
  ['start', '--help'],
  ['docs', '--help'],
  ['help'],
  ['help', 'run'],
  ['-h'],
])('%s %s says how it is used', async (...args) => {
  const { code, out } = await millrace(args)
  expect(out).toMatch(/^Usage: millrace /)
  expect(code).toBe(0)
})

test.each([
  ['rbe', 'did you mean change?'],
  ['debug', 'did you mean log?'],
  ['function', 'did you mean map or filter?'],
  ['Delay', 'did you mean delay or throttle or debounce?'],
  ['inject', 'did you mean timer?'],
  ['conections', 'did you mean connections?'],
  ['constructor', 'there is no page constructor\n'],
])('docs %s: %s', async (name, said) => {
  await expect(docs.run([name])).rejects.toThrow(said)
})

test.each(['--version', '-v', 'version'])('%s prints the version', async (arg) => {
  expect(await millrace([arg])).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
})

test('check names every problem of every file', async () => {
  const good = scratchFile('good.flow.json', warmFlow)
  const bad = scratchFile('bad.flow.json', {
    ...warmFlow,
    nodes: { ...warmFlow.nodes, warm: { type: 'fliter', condition: '(' } },
    wires: [['readings', 'warn']],
  })
  const { code, out } = await millrace(['check', good, bad])
  expect(code).toBe(2)
  expect(out).toContain('did you mean "filter"?')
  expect(out).toContain('did you mean "warm"?')
  expect(out).toContain('2 flows checked')
  const fine = await millrace(['check', good])
  expect([fine.code, fine.out]).toEqual([0, '1 flow checked: no errors, no warnings\n'])
  const asData = await millrace(['check', '--json', bad])
  expect(asData.code).toBe(2)
  expect(JSON.parse(asData.out).map(({ severity }: { severity: string }) => severity)).toContain('error')
})

const reading = (c: unknown) => ({ node: 'readings', topic: 'room/a', payload: { c } })
const flowWith = (tests: readonly object[]) => scratchFile('tested.flow.json', { ...warmFlow, tests })

test('a flow tests itself', async () => {
  const flow = flowWith([
    {
      name: 'warm',
      input: [reading(9), reading(7)],
      expect: { alarm: [{ topic: 'alarm/a', payload: { c: 9 } }] },
    },
    { name: 'parameter', parameters: { limit: 20 }, input: [reading(9)], expect: { alarm: [] } },
    { name: 'recorded', recording: 'day.ndjson', expect: { alarm: [{ key: 'a' }, { key: 'a' }] } },
  ])
  writeFileSync(
    join(dirname(flow), 'day.ndjson'),
    `${JSON.stringify(reading(9))}\n\n${JSON.stringify(reading(10))}\n`,
  )
  const { code, out, err } = await millrace(['test', flow])
  expect(out, err).toContain('3 passed, 0 failed')
  expect(code).toBe(0)
})

test.each([
  ['another value', [{ payload: { c: 9.5 } }], '- {"payload":{"c":9.5}}'],
  ['one too many', [{ payload: { c: 9 } }, { payload: { c: 7 } }], 'expected 2 outputs, got 1 output'],
  ['one too few', [], '+ '],
  ['a field that is not there', [{ payload: { c: 9, unit: 'C' } }], '- {"payload":{"c":9,"unit":"C"}}'],
])('a test that fails shows the difference: %s', async (name, alarm, shown) => {
  const flow = flowWith([{ name, input: [reading(9), reading(7)], expect: { alarm } }])
  const { code, out } = await millrace(['test', flow])
  expect(out).toContain(`FAIL ${flow}: ${name}`)
  expect(out).toContain(shown)
  expect(code).toBe(1)
  const asData = JSON.parse((await millrace(['test', flow, '--json'])).out)
  expect(asData).toMatchObject([{ test: name, passed: false }])
})

test('a flow without tests is named', async () => {
  const [bare, tested] = [
    scratchFile('bare.flow.json', warmFlow),
    flowWith([{ name: 'none', input: [], expect: {} }]),
  ]
  const none = await millrace(['test', bare])
  expect(none).toMatchObject({ code: 0, out: '', err: expect.stringContaining(`no tests in ${bare}; `) })
  const some = await millrace(['test', tested, bare])
  expect(some).toMatchObject({ code: 0, err: none.err, out: expect.stringContaining('1 passed, 0 failed') })
})

test('a flow that can be read but once, from a pipe, is tested like any other', async () => {
  const tests = [1, 2].map((name) => ({ name: `${name}`, input: [reading(9)], expect: { alarm: [{}] } }))
  const pipe = join(scratch(), 'pipe')
  expect(spawnSync('mkfifo', [pipe]).status).toBe(0)
  const writer = spawn('sh', ['-c', 'cat > "$1"', 'sh', pipe])
  writer.stdin.end(JSON.stringify({ ...warmFlow, tests }))
  const running = new Millrace(['test', pipe])
  onTestFinished(async () => {
    writer.kill()
    await running.end()
  })
  await until(() => running.out.includes('2 passed, 0 failed'), 'both tests to pass', {
    seen: () => running.out + running.err,
  })
  expect(await running.exit()).toBe(0)
})

test('a recording does not lead out of the folder of the flow', async () => {
  const outside = scratchFile('secret.ndjson', JSON.stringify(reading(9)))
  const names = ['../secret.ndjson', outside, 'link.ndjson', 'inside/../../x.ndjson']
  const flow = flowWith(names.map((recording) => ({ name: recording, recording, expect: { alarm: [] } })))
  mkdirSync(join(dirname(flow), 'inside'))
  symlinkSync(outside, join(dirname(flow), 'link.ndjson'))
  const { code, out } = await millrace(['test', flow])
  expect(code).toBe(1)
  expect(out.match(/expected a file in the folder of the flow/g)).toHaveLength(names.length)
})

test('docs lists every page and operator and prints each', async () => {
  const { out } = await millrace(['docs'])
  const listed = [...out.matchAll(/^ {2}([\w-]+) {2}/gm)].map(([, name]) => name)
  expect(listed).toEqual([...topics.map(([name]) => name), ...operators.map(({ type }) => type)])
  expect((await millrace(['docs', 'time'])).out).toContain('# Time')
  const page = await millrace(['docs', 'filter'])
  expect(page.code).toBe(0)
  for (const part of ['# filter', '## Inputs', '**condition**', '`pass`', '## Examples']) {
    expect(page.out).toContain(part)
  }
})
