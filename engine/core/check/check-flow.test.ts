import { describe, expect, test } from 'vitest'
import type { Json } from '../model/json.ts'
import { checkFlow } from './check-flow.ts'
import { flow, flowWith, found, foundLines, nodes, wires } from './found.fixture.ts'
import { catalog } from './operators.fixture.ts'

const errors = (document: Json | string): readonly string[] =>
  foundLines(document).filter((line) => line.startsWith('error'))

describe('the shape of a flow document', () => {
  test('a good flow has no problems, a plan, and is given back', () => {
    const document = flow({
      $schema: 'flow.json',
      name: 'Guard',
      note: 'Words',
      layout: { warm: [1, 2] },
      tests: [],
    })
    const { problems, plan, flow: read } = checkFlow(JSON.stringify(document), catalog)
    expect(problems).toEqual([])
    expect(read).toEqual(document)
    expect(plan?.nodes.map(({ id }) => id)).toEqual(['readings', 'warm', 'alarm'])
  })

  test.each<[title: string, document: Json, ...lines: string[]]>([
    ['not an object', [], 'error wrong-kind @ []'],
    ['another format', flow({ millrace: 3 }), 'error newer-format @ 3'],
    ['no format', flow({ millrace: undefined }), 'error no-format @ {'],
    ['a format that is none', flow({ millrace: '1' }), 'error wrong-kind @ "1"'],
    ['no id', flow({ id: undefined }), 'error no-id @ {'],
    ['a bad id', flow({ id: 'a/b' }), 'error bad-id @ "a/b"'],
    ['an id of another kind', flow({ id: 5 }), 'error wrong-kind @ 5'],
    ['a name of another kind', flow({ name: 5 }), 'error wrong-kind @ 5'],
    ['a layout of another kind', flow({ layout: [] }), 'error wrong-kind @ []'],
    ['an unknown member', flow({ wire: 5 }), 'error unknown-name @ "wire": 5'],
    ['ports of a flow', flow({ inputs: {} }), 'error unknown-name @ "inputs": {}'],
    ['no nodes', flow({ nodes: {}, wires: [] }), 'error no-nodes @ "nodes": {}'],
    ['nodes left out', flow({ nodes: undefined, wires: [] }), 'error no-nodes @ {'],
    ['nodes of another kind', flow({ nodes: [1], wires: [] }), 'error wrong-kind @ ['],
    ['wires of another kind', flow({ nodes: { a: nodes.readings }, wires: {} }), 'error wrong-kind @ {}'],
    ['tests of another kind', flow({ tests: 'none' }), 'error wrong-kind @ "none"'],
    ['subflows of another kind', flow({ subflows: [] }), 'error wrong-kind @ []'],
    ['a subflow of another kind', flow({ subflows: { s: 1 } }), 'error wrong-kind @ 1'],
    ['a node of another kind', flowWith('filter'), 'error wrong-kind it @ "filter"'],
    ['a node without type', flowWith({ condition: 'true' }), 'error no-type it @ "it": {'],
    ['a type of another kind', flowWith({ type: 1 }), 'error wrong-kind it @ 1'],
    ['a label of another kind', flowWith({ ...nodes.warm, label: 1 }), 'error wrong-kind it @ 1'],
    ['a version of another kind', flowWith({ ...nodes.warm, version: 0 }), 'error wrong-kind it @ 0'],
    ['a bad former id', flowWith({ ...nodes.warm, was: 'a.b' }), 'error bad-id it.was @ "a.b"'],
  ])('%s', (_, document, ...lines) => expect(errors(document)).toEqual(lines))

  test.each(['', 'a.b', 'a/b', '$a', 'a\nb', ' a', 'constructor', 'prototype', 'x'.repeat(65), '\ud800'])(
    '%j is no id of a node',
    (id) => {
      const document = flow({ nodes: { ...nodes, [id]: nodes.warm } })
      expect(errors(document)).toEqual([expect.stringMatching(/^error bad-id @ /)])
    },
  )

  test.each(['a', 'x'.repeat(64), 'Wärme-1', '温度', 'toString', 'hasOwnProperty', 'valueOf', 'error'])(
    '%j is an id of a node',
    (id) => {
      const document = flow({ nodes: { [id]: nodes.readings, alarm: nodes.alarm }, wires: [[id, 'alarm']] })
      expect(errors(document)).toEqual([])
    },
  )

  test('says how to go on with a document of a newer Millrace, and nothing else about it', () => {
    const [only, ...others] = found(flow({ millrace: 3, nodes: 5 }))
    expect(only?.problem.message).toBe('made by a newer Millrace: format 3, this one reads up to 1')
    expect(only?.problem.remedy).toMatch('install a newer Millrace')
    expect(others).toEqual([])
  })

  test('finds all problems at once, in the order of the text', () => {
    const document = flow({
      id: '',
      nodes: {
        readings: { type: 'mqtt-im', topic: 'a' },
        warm: { type: 'filter', conditon: 'payload.c > 8' },
        alarm: { type: 'mqtt-out', topic: '', retain: 'yes', quality: 7 },
      },
      wires: [...wires, ['warm.past', 'alarm']],
      test: [],
    })
    expect(foundLines(document)).toEqual([
      'error bad-id @ ""',
      'error unknown-operator readings @ "mqtt-im"',
      'error missing-setting warm.condition @ "warm": {',
      'error unknown-setting warm @ "conditon": "payload.c > 8"',
      'error bad-topic alarm.topic @ ""',
      'error bad-flag alarm.retain @ "yes"',
      'error out-of-range alarm.quality @ 7',
      'error unknown-port warm @ "warm.past"',
      'error unknown-name @ "test": []',
    ])
    const remedies = found(document).map(({ problem }) => problem.remedy)
    expect(remedies).toEqual([
      'write a short name for what it is',
      'did you mean "mqtt-in"?',
      'add "condition": "payload.celsius > 8"',
      'did you mean "condition"?',
      undefined,
      undefined,
      'write 2 or less',
      'did you mean "warm.pass"?',
      'did you mean "tests"?',
    ])
  })

  test('names the flow and the file in each problem', () => {
    const [first] = found(flow({ wires: [] }), { file: 'guard.flow.json' })
    expect(first?.problem).toMatchObject({ flow: 'guard', file: 'guard.flow.json', node: 'readings' })
  })
})
