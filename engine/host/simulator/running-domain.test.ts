import { expect, test } from 'vitest'
import { coldChain } from './cold-chain.ts'
import type { Domain } from './domain.ts'
import { machines } from './machines.ts'
import { road } from './road.ts'
import { RunningDomain } from './running-domain.ts'

/** What a domain says of commands. */
function saidOf(domain: Domain<never>, commands: readonly (readonly [topic: string, payload: string])[]) {
  const said: string[] = []
  const running = new RunningDomain(
    domain,
    () => {},
    (text) => said.push(text),
    1,
  )
  for (const [topic, payload] of commands) running.take(topic, Buffer.from(payload))
  return said.map((text) => text.replace(/^plant: a command is ignored: |; others like it .*$/g, ''))
}

const domains = { machines, road, coldChain } as unknown as Record<string, Domain<never>>

test.each([
  ['machines', 'machine/pump-3/command', '{"speed":60}'],
  ['machines', 'machine/pump-3/command', '{"stop":true}'],
  ['road', 'road/a1-06/limit', '{"limit":80,"why":"rain"}'],
  ['coldChain', 'cold/truck-1/command', '{"compressor2":false}'],
  ['coldChain', 'cold/room-1/command', '{"door":"closed"}'],
  ['coldChain', 'machine/pump-3/command', 'of another'],
])('%s: nothing is said of %s %s', (name, topic, payload) => {
  expect(saidOf(domains[name] as Domain<never>, [[topic, payload]])).toEqual([])
})

test.each([
  [
    'machines',
    'machine/pump-9/command',
    '{"speed":60}',
    'there is no "pump-9"; there are pump-1, pump-2, pump-3',
  ],
  [
    'machines',
    'machine/pump-3/command',
    '{"speed":"fast"}',
    'expected { "speed": 0 to 100 } or { "stop": true }, got {"speed":"fast"}',
  ],
  ['machines', 'machine/pump-3/command', '{"stop":false}', 'got {"stop":false}'],
  ['machines', 'machine/pump-3/command', '60', 'got 60'],
  [
    'machines',
    'machine/pump-3/command',
    'faster',
    'expected { "speed": 0 to 100 } or { "stop": true }, but ',
  ],
  ['road', 'road/a1-05/limit', '{"limit":null}', 'expected { "limit": 30 to 130 }, got {"limit":null}'],
  ['coldChain', 'cold/room-2/command', '{"door":"open"}', 'or { "door": "closed" }, got {"door":"open"}'],
])('%s: %s %s is told', (name, topic, payload, words) => {
  const [said, ...more] = saidOf(domains[name] as Domain<never>, [[topic, payload]])
  expect(said).toMatch(`${topic}: `)
  expect(said).toContain(words)
  expect(more).toEqual([])
})

test('each kind is told once', () => {
  const odd = ['faster', '{"speed":"fast"}', 'slower', '{"speed":null}', '7'].flatMap((payload) =>
    ['pump-1', 'pump-2', 'pump-9'].map((id) => [`machine/${id}/command`, payload] as const),
  )
  expect(saidOf(domains['machines'] as Domain<never>, odd).length).toBe(4)
  const many = Array.from({ length: 1_002 }, () => ['machine/pump-1/command', '{"speed":1}'] as const)
  expect(saidOf(domains['machines'] as Domain<never>, many)).toEqual([
    'machine/pump-1/command: more than 1000 commands between two steps',
  ])
})
