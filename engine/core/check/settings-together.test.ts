import { expect, test } from 'vitest'
import { catalog } from '../catalog.ts'
import type { JsonObject } from '../model/json.ts'
import { checkFlow } from './check-flow.ts'

const steps = [{ name: 'a' }, { name: 'b', where: 'payload = 1' }]
const joined = { from: '-5s', to: '5s' }

/** Settings that can't be meant, or can't work for long: what is said of them, where, and what to do. */
test.each<[type: string, settings: JsonObject, said: string]>([
  ['window', { size: '0s' }, 'error out-of-range size'],
  ['window', { size: '-5s' }, 'error out-of-range size'],
  ['window', { shape: 'session', gap: '0s' }, 'error out-of-range gap'],
  ['window', { shape: 'count', events: 0 }, 'error out-of-range events'],
  ['window', { shape: 'cumulate', size: '10s', step: '3s' }, 'error no-multiple step'],
  ['window', { shape: 'hopping', size: '10s', every: '20s' }, 'warning gaps every'],
  ['window', { shape: 'count', events: 5, lateness: '5s' }, 'warning no-effect lateness'],
  ['top', { by: 'payload', n: 1, shape: 'hopping', size: '10s', every: '20s' }, 'warning gaps every'],
  ['dedupe', { id: 'payload', shape: 'hopping', size: '10s', every: '20s' }, 'warning gaps every'],
  ['join', { kind: 'window', shape: 'hopping', size: '10s', every: '20s' }, 'warning gaps every'],
  ['join', { kind: 'window', size: '0s' }, 'error out-of-range size'],
  ['join', { from: '5s', to: '1s' }, 'error empty-interval from'],
  ['join', { kind: 'as-of', direction: 'after', maxAge: 'never' }, 'error waits-for-ever maxAge'],
  ['join', { kind: 'as-of', match: 'full' }, 'error bad-match match'],
  ['pattern', { steps: [...steps, { name: 'c', not: true }], skip: 'none' }, 'error waits-for-ever within'],
  ['pattern', { steps, skip: 'past-last' }, 'warning no-limit within'],
  ['pattern', { steps }, 'error missing-setting skip'],
])('%s %j: %s', (type, settings, said) => {
  const aggregates = type === 'window' ? { aggregates: { n: '$count($)' } } : {}
  expect(problemsIn(type, { ...settings, ...aggregates })).toEqual([said])
})

test.each<[type: string, settings: JsonObject]>([
  ['window', { shape: 'hopping', size: '10s', every: '10s' }],
  ['join', joined],
  ['pattern', { steps, skip: 'past-last', within: '5m' }],
  ['pattern', { steps, skip: 'none' }],
  ['pattern', { steps: steps.map((step) => ({ ...step, contiguity: 'next' })), skip: 'past-last' }],
])('%s %j: nothing', (type, settings) => {
  const aggregates = type === 'window' ? { aggregates: { n: '$count($)' } } : {}
  expect(problemsIn(type, { ...settings, ...aggregates })).toEqual([])
})

function problemsIn(type: string, settings: JsonObject): string[] {
  const source = { type: 'mqtt-in', topic: 'a/+', key: 'payload.k' }
  const inputs = type === 'join' ? ['it.left', 'it.right'] : ['it']
  const flow = {
    millrace: 1,
    id: 'test',
    nodes: { in: source, it: { type, ...settings }, log: { type: 'log' } },
    wires: [...inputs.map((input) => ['in', input]), ['it', 'log']],
  }
  const found = checkFlow(JSON.stringify(flow), catalog).problems.filter(({ node }) => node === 'it')
  for (const { remedy, expected } of found) expect(remedy ?? expected).toBeDefined()
  return found
    .filter(({ severity }) => severity !== 'note')
    .map(({ severity, code, setting }) => `${severity} ${code} ${setting ?? ''}`)
}
