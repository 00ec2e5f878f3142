import { expect, test } from 'vitest'
import { clientId } from './client-id.ts'

test.each<[prefix: string, flow: string, part: string, expected: RegExp]>([
  ['millrace', 'echo', 'in', /^millrace-echo-in$/],
  ['millrace', 'cold-rooms', 'out', /^millrace-cold-rooms-out$/],
  ['millrace', 'cold-room-guard', 'in', /^millrace-cold-[0-9a-f]{8}$/],
  ['plant-north-m7', 'cold-room-guard', 'in', /^plant-north-m7-[0-9a-f]{8}$/],
  ['plant-north-millrace', 'echo', 'in', /^plant-north-millrace-[0-9a-f]{8}$/],
])('%s %s %s', (prefix, flow, part, expected) => {
  const id = clientId(prefix, flow, part)
  expect(id).toMatch(expected)
  if (prefix.length <= 14) expect(id.length).toBeLessThanOrEqual(23)
  expect(clientId(prefix, flow, part)).toBe(id)
})

test('is another for each flow and part', () => {
  const flows = Array.from({ length: 500 }, (_, at) => `a-flow-with-a-long-name-${at}`)
  const ids = flows.flatMap((flow) => ['in', 'out', 'in-abc'].map((part) => clientId('millrace', flow, part)))
  expect(new Set(ids).size).toBe(ids.length)
})
