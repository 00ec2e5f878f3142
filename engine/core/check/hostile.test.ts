import { describe, expect, test } from 'vitest'
import type { Json } from '../model/json.ts'
import { checkFlow } from './check-flow.ts'
import { flow, found, nodes } from './found.fixture.ts'
import { catalog } from './operators.fixture.ts'

const many = <Item>(count: number, make: (index: number) => Item): { readonly [name: string]: Item } =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`n${index}`, make(index)]))

const always = { type: 'filter', condition: 'true' }
const use = (name: string): Json => ({ type: `subflow:${name}` })

/** Subflows each of which uses the next so many times; the last holds a filter. */
const nested = (depth: number, times: number): { readonly [name: string]: Json } =>
  Object.fromEntries(
    Array.from({ length: depth }, (_, i) => [
      `s${i}`,
      { nodes: i === depth - 1 ? { f: always } : many(times, () => use(`s${i + 1}`)), wires: [] },
    ]),
  )

const errors = (document: Json): readonly string[] =>
  found(document).flatMap(({ what }) => (what.startsWith('error') ? [what.replace(/ n\d+$/, '')] : []))

describe('bounds', () => {
  test.each<[title: string, document: Json, ...errors: string[]]>([
    ['20,000 nodes', flow({ nodes: many(20_000, () => nodes.readings), wires: [] })],
    ['20,001 nodes', flow({ nodes: many(20_001, () => nodes.readings), wires: [] }), 'error too-many-nodes'],
    ['subflows 32 deep', flow({ nodes: { n0: use('s0') }, wires: [], subflows: nested(32, 1) })],
    [
      'subflows 33 deep',
      flow({ nodes: { n0: use('s0') }, wires: [], subflows: nested(33, 1) }),
      'error too-deep',
    ],
    [
      'a thousand million nodes',
      flow({ nodes: { n0: use('s0') }, wires: [], subflows: nested(31, 2) }),
      'error too-many-nodes',
    ],
    ['as many that nobody uses', flow({ subflows: nested(31, 2) })],
    [
      'more wires than 200,000',
      flow({
        nodes: { readings: nodes.readings, ...many(2000, () => use('mesh')) },
        wires: [],
        subflows: {
          mesh: {
            nodes: many(8, () => always),
            wires: Array.from({ length: 128 }, (_, i) => [
              `n${i >> 4}.${i % 2 === 0 ? 'pass' : 'rest'}`,
              `n${(i >> 1) % 8}`,
            ]),
          },
        },
      }),
      'error too-many-wires',
    ],
  ])('%s', (_, document, ...expected) => expect(errors(document)).toEqual(expected))

  test('a mesh of subflows that nobody uses, and as many uses of it, end', () => {
    const subflows = {
      ...nested(31, 2),
      ...Object.fromEntries(
        Object.entries(many(5000, () => ({ nodes: { a: use('s0') }, wires: [] }))).map(([name, body]) => [
          `u${name}`,
          body,
        ]),
      ),
    }
    expect(errors(flow({ subflows }))).toEqual([])
  })
})

describe('names that lead to the machinery of JavaScript', () => {
  const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '__defineGetter__']

  test.each(names)('%s anywhere is refused or is a name like others, and changes nothing', (name) => {
    const polluted = `{"${name}":{"polluted":true},`
    const places: readonly string[] = [
      JSON.stringify(flow()).replace('{', polluted),
      JSON.stringify(flow()).replace('"nodes":{', `"nodes":${polluted}`),
      JSON.stringify(flow()).replace('"type":"filter"', `"type":"${name}"`),
      JSON.stringify(flow()).replace('"type":"filter"', `"type":"subflow:${name}"`),
      JSON.stringify(flow()).replace('"type":"filter"', `"${name}":1,"type":"filter"`),
      JSON.stringify(flow()).replace('["readings"', `["${name}"`),
      JSON.stringify(flow()).replace('["readings"', `["readings.${name}"`),
      JSON.stringify(flow({ parameters: {} })).replace(
        '"parameters":{',
        `"parameters":{"${name}":{"type":"number"}`,
      ),
      JSON.stringify(flow({ subflows: {} })).replace('"subflows":{', `"subflows":{"${name}":{"nodes":{}}`),
    ]
    for (const text of places) {
      expect(text).toContain(name)
      const { problems, plan } = checkFlow(text, catalog)
      expect(plan).toBeUndefined()
      expect(problems.filter(({ severity }) => severity === 'error')).not.toEqual([])
    }
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })
})
