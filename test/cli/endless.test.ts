import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { until } from '../mqtt/until.ts'
import { Millrace } from './millrace.ts'
import { scratch, scratchFile, warmFlow } from './scratch.ts'

const start = ['start', '--port', '0', '--mqtt-port', '0']

const rowsForEver = JSON.stringify({
  millrace: 1,
  id: 'rows',
  nodes: { rows: { type: 'file-in', path: '/dev/zero', format: 'csv' }, seen: { type: 'log' } },
  wires: [['rows', 'seen']],
})

test.for<[string[], string]>([
  [
    ['run', 'FLOW', '--input', '/dev/zero'],
    'millrace: /dev/zero: this is a device without an end; name a file',
  ],
  [['run', 'FLOW', '--input', '/dev/urandom'], 'this is a device without an end'],
  [['run', 'FLOW', '--connections', '/dev/zero'], 'this is a device without an end'],
  [['run', '/dev/zero'], 'this is a device without an end'],
  [['run', 'ROWS'], 'path: cannot read /dev/zero: this is a device without an end; name a file'],
  [['check', '/dev/zero'], 'error /dev/zero: this is a device without an end; name a file'],
  [['test', '/dev/zero'], 'this is a device without an end'],
  [[...start, '/dev/zero'], 'this is a device without an end'],
  [[...start, '--data', '/proc/x'], '--data /proc/x: no folder can be made there; name another folder'],
  [[...start, '--data', '/proc/self/x/y'], 'no folder can be made there'],
  [[...start, '--data', '/dev/null/x'], '--data /dev/null/x: a part of its path is no folder'],
])('%j ends with 2 and says why', async ([args, said], { skip }) => {
  if (!existsSync('/proc/self')) skip('only Linux has these devices and folders')
  const flow = scratchFile('warm.flow.json', warmFlow)
  const rows = scratchFile('rows.flow.json', rowsForEver)
  const files = new Map([
    ['FLOW', flow],
    ['ROWS', rows],
  ])
  const running = new Millrace(args.map((arg) => files.get(arg) ?? arg))
  onTestFinished(() => running.end())
  // What spins hears no signal but the last one.
  const patience = setTimeout(() => running.signal('SIGKILL'), 10_000)
  const code = await running.exit()
  clearTimeout(patience)
  expect(running.out + running.err).toContain(said)
  expect(code).toBe(2)
})

test('a folder for data is made with those above it', async () => {
  const data = join(scratch(), 'a', 'b', 'c')
  const running = new Millrace([...start, '--data', data])
  onTestFinished(() => running.end())
  await until(() => running.out.includes('Millrace is running'), 'it to run', {
    patience: 20_000,
    seen: () => running.out + running.err,
  })
  expect((await running.stop()).code).toBe(0)
  expect(existsSync(join(data, 'flows'))).toBe(true)
})
