import { describe, expect, test } from 'vitest'
import type { Json } from '../model/json.ts'
import { checkFlow } from './check-flow.ts'
import { flowSchema } from './flow-schema.ts'
import { flow, flowWith, nodes, wires } from './found.fixture.ts'
import { damaged } from './fuzz.fixture.ts'
import { isValid } from './json-schema.fixture.ts'
import { catalog } from './operators.fixture.ts'

const schema = flowSchema(catalog)
const windowed = (settings: { readonly [name: string]: Json }): Json =>
  flowWith({ type: 'windowed', version: 3, ...settings })

describe('the schema of flow documents', () => {
  test.each<[title: string, document: Json, valid: boolean]>([
    ['a flow', flow(), true],
    ['a flow that names its schema', flow({ $schema: 'flow.json' }), true],
    ['another format', flow({ millrace: 2 }), false],
    ['no nodes', flow({ nodes: {} }), false],
    ['an unknown member', flow({ wire: [] }), false],
    ['a bad id', flow({ id: 'a/b' }), false],
    ['a bad id of a node', flow({ nodes: { 'a.b': nodes.warm } }), false],
    ['a reserved id of a node', flow({ nodes: { constructor: nodes.warm } }), false],
    ['a wire of one', flow({ wires: [['warm']] }), false],
    ['a wire of three', flow({ wires: [...wires, ['a', 'b', 'c']] }), false],
    ['a node without type', flowWith({ condition: 'true' }), false],
    ['an unknown operator', flowWith({ type: 'fitler' }), false],
    ['an unknown setting', flowWith({ ...nodes.warm, conditon: 'true' }), false],
    ['a missing setting', flowWith({ type: 'filter' }), false],
    ['a setting of another kind', flowWith({ type: 'filter', condition: 5 }), false],
    ['a number out of range', flowWith({ ...nodes.alarm, quality: 3 }), false],
    ['a parameter in place of a number', flowWith({ ...nodes.alarm, quality: '$quality' }), true],
    ['a text in place of a number', flowWith({ ...nodes.alarm, quality: 'high' }), false],
    ['what is needed by default', windowed({}), false],
    ['what is needed by default is there', windowed({ size: '1m' }), true],
    ['what is needed for the present shape', windowed({ shape: 'hopping', size: '1m' }), false],
    ['what is not needed for it', windowed({ shape: 'session' }), true],
    ['settings of an older version', flowWith({ type: 'windowed', length: '1m' }), true],
    ['a subflow', flow({ subflows: { s: { nodes, wires, inputs: { in: 'warm' } } } }), true],
    ['a subflow with tests', flow({ subflows: { s: { nodes, wires, tests: [] } } }), false],
    ['a use of a subflow', flowWith({ type: 'subflow:s', limit: 1 }), true],
    ['a parameter', flow({ parameters: { p: { type: 'number', default: 1 } } }), true],
    ['a parameter of no type', flow({ parameters: { p: { default: 1 } } }), false],
    ['a test', flow({ tests: [{ name: 'a', input: [{}], expect: { alarm: [1] } }] }), true],
    [
      'a test with two inputs',
      flow({ tests: [{ name: 'a', input: [], recording: 'a', expect: {} }] }),
      false,
    ],
  ])('%s', (_, document, valid) => expect(isValid(document, schema)).toBe(valid))

  test('takes every flow that the check takes', () => {
    let taken = 0
    for (let seed = 1; seed <= 10_000; seed++) {
      const text = damaged(seed)
      if (checkFlow(text, catalog).plan === undefined) continue
      taken++
      if (!isValid(JSON.parse(text.replace(/^\ufeff/, '')) as Json, schema))
        expect.fail(`seed ${seed}: ${text}`)
    }
    expect(taken).toBeGreaterThan(100)
  })

  test('says of each operator and setting what it is for', () => {
    expect(schema).toMatchObject({
      $defs: {
        'operator-filter': {
          description: catalog.get('filter')?.summary,
          properties: {
            condition: { description: 'When an event passes', examples: ['payload.celsius > 8'] },
          },
        },
      },
    })
  })
})
