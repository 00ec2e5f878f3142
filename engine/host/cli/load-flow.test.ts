import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { flowFileChecks } from './load-flow.ts'

const flow = {
  millrace: 1,
  id: 'warm',
  parameters: { limit: { type: 'number', default: 8 } },
  nodes: {
    in: { type: 'mqtt-in', topic: 'room/{room}' },
    warm: { type: 'filter', condition: 'payload.c > $limit' },
    out: { type: 'log' },
  },
  wires: [
    ['in', 'warm'],
    ['warm', 'out'],
  ],
}

test('a flow is read once, and checked once for each set of parameters', () => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-load-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'warm.flow.json')
  writeFileSync(file, JSON.stringify(flow))
  const check = flowFileChecks(file)
  rmSync(file)
  const usual = check({})
  const higher = check({ limit: 20 })
  expect(check({})).toBe(usual)
  expect(check({ limit: 20 })).toBe(higher)
  expect(usual.plan?.parameters).toEqual({ limit: 8 })
  expect(higher.plan?.parameters).toEqual({ limit: 20 })
  expect(check({ limit: 'high' }).plan).toBeUndefined()
})
