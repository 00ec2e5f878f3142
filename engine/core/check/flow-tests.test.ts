import { describe, expect, test } from 'vitest'
import type { Json } from '../model/json.ts'
import { flow, foundLines, nodes } from './found.fixture.ts'

/** The flow of the others, with parameters that its nodes use. */
const withParameters = {
  nodes: {
    ...nodes,
    warm: { ...nodes.warm, condition: 'payload.c > $limit' },
    alarm: { ...nodes.alarm, topic: 'alarm/{$room}' },
  },
  parameters: { limit: { type: 'number', default: 8 }, room: { type: 'text', default: 'north' } },
}
const good = { name: 'It works', input: [{ node: 'readings', payload: 1 }], expect: { alarm: [] } }

describe('the tests in a flow', () => {
  test.each<[title: string, tests: Json, ...lines: string[]]>([
    ['a good one', [good]],
    ['a recording', [{ name: 'a', recording: 'day.jsonl', expect: { 'warm.rest': [{ payload: 1 }] } }]],
    ['dead letters', [{ ...good, expect: { 'warm.error': [{ problem: { code: 'T2009' } }], warm: [] } }]],
    [
      'times in words, and a move of the clock',
      [
        {
          ...good,
          input: [
            { node: 'readings', payload: 1, time: '10s', at: '2026-01-31T12:00:00Z' },
            { at: '1m' },
            { node: 'readings', watermark: '10s', key: 'a' },
          ],
        },
      ],
    ],
    ['values of parameters', [{ ...good, parameters: { limit: 3 } }]],
    ['not an object', [5], 'error wrong-kind @ 5'],
    ['no name', [{ ...good, name: ' ' }], 'error no-test-name @ {'],
    ['the same name twice', [good, { ...good }], 'error double-name @ "It works"'],
    ['no input', [{ name: 'a', expect: { alarm: [] } }], 'error test-input @ {'],
    ['no node expected', [{ ...good, expect: {} }], 'warning expects-nothing @ {}'],
    ['both inputs', [{ ...good, recording: 'day.jsonl' }], 'error test-input @ {'],
    ['an input of another kind', [{ ...good, input: {} }], 'error wrong-kind @ {}'],
    ['an arrival of another kind', [{ ...good, input: [1] }], 'error wrong-kind @ 1'],
    [
      'input for an unknown node',
      [{ ...good, input: [{ node: 'reading', payload: 1 }] }],
      'error unknown-node @ "node": "reading"',
    ],
    [
      'input for a node that is no source',
      [{ ...good, input: [{ node: 'warm', payload: 1 }] }],
      'error unknown-node @ "node": "warm"',
    ],
    ['input without a node', [{ ...good, input: [{ payload: 1 }] }], 'error bad-arrival @ {'],
    ['input without a payload', [{ ...good, input: [{ node: 'readings' }] }], 'error bad-arrival @ {'],
    [
      'input with a payload that is misspelt',
      [{ ...good, input: [{ node: 'readings', paylod: 1 }] }],
      'error unknown-name @ "paylod": 1',
    ],
    [
      'a time that is none',
      [{ ...good, input: [{ node: 'readings', payload: 1, at: 'ten', time: 1.5 }] }],
      'error bad-time @ "ten"',
      'error bad-time @ 1.5',
    ],
    [
      'times beyond the year 9999, or before the year 0',
      [
        {
          ...good,
          input: [
            { node: 'readings', payload: 1, at: 253_402_300_800_000, time: 253_402_300_799_999 },
            { node: 'readings', watermark: -62_167_219_200_001 },
            { at: '99999999d' },
          ],
          expect: { alarm: [{ time: 1.7e18 }] },
        },
      ],
      'error bad-time @ 253402300800000',
      'error bad-time @ -62167219200001',
      'error bad-time @ "99999999d"',
      'error bad-time @ 1700000000000000000',
    ],
    [
      'a key for an event',
      [{ ...good, input: [{ node: 'readings', payload: 1, key: 'a' }] }],
      'error bad-arrival @ {',
    ],
    ['a result of another kind', [{ ...good, expect: { alarm: [1] } }], 'error wrong-kind @ 1'],
    [
      'a field that no result has',
      [{ ...good, expect: { alarm: [{ tpic: 'a' }], 'warm.error': [{ payload: 1 }] } }],
      'error unknown-name @ "tpic": "a"',
      'error unknown-name @ "payload": 1',
    ],
    ['nothing expected', [{ name: 'a', input: [] }], 'error no-expectation @ {'],
    ['results of another kind', [{ ...good, expect: { alarm: 1 } }], 'error wrong-kind @ 1'],
    ['results of an unknown node', [{ ...good, expect: { alram: [] } }], 'error unknown-node @ "alram": []'],
    [
      'results of an unknown port',
      [{ ...good, expect: { 'warm.past': [] } }],
      'error unknown-port @ "warm.past": []',
    ],
    [
      'an unknown parameter',
      [{ ...good, parameters: { limmit: 3 } }],
      'error unknown-parameter @ "limmit": 3',
    ],
    ['a parameter of another type', [{ ...good, parameters: { limit: '3' } }], 'error bad-parameter @ "3"'],
    ['an unknown member', [{ ...good, inputs: [] }], 'error unknown-name @ "inputs": []'],
  ])('%s', (_, tests, ...lines) => {
    expect(foundLines(flow({ ...withParameters, tests }))).toEqual(lines)
  })

  test('a parameter without default that a test gives no value is no problem of the test', () => {
    const parameters = { ...withParameters.parameters, limit: { type: 'number' } }
    const tests = [{ ...good, parameters: { room: 'south' } }]
    const document = flow({ ...withParameters, parameters, tests })
    expect(foundLines(document, { parameters: { limit: 1 } })).toEqual([])
  })
})
