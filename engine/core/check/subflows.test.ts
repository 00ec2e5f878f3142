import { describe, expect, test } from 'vitest'
import type { Json } from '../model/json.ts'
import { makeEvent } from '../model/event.ts'
import { checkFlow } from './check-flow.ts'
import { flow, found, foundLines, nodes } from './found.fixture.ts'
import { catalog } from './operators.fixture.ts'
import { uncounted } from '../operator/setting.ts'

const twoUses = {
  readings: nodes.readings,
  cold: { type: 'subflow:band', top: 4 },
  hot: { type: 'subflow:band', top: '$limit', was: 'warm' },
  alarm: nodes.alarm,
}
const wires = [
  ['readings', 'cold'],
  ['readings', 'hot.in'],
  ['cold.out', 'alarm'],
  ['hot', 'alarm'],
]
const band = (changes: { readonly [name: string]: Json } = {}): { readonly [name: string]: Json } => ({
  parameters: { top: { type: 'number' }, span: { type: 'duration', default: '1m' } },
  inputs: { in: 'below' },
  outputs: { out: 'group.out', late: 'group.late' },
  nodes: {
    below: { type: 'filter', condition: 'payload < $top' },
    group: { type: 'windowed', version: 3, size: '$span' },
  },
  wires: [['below', 'group']],
  ...changes,
})
const using = (subflows: Json, changes: { readonly [name: string]: Json } = {}): Json =>
  flow({
    parameters: { limit: { type: 'number', default: 30 } },
    nodes: twoUses,
    wires,
    subflows,
    ...changes,
  })

describe('subflows', () => {
  test('are put in the place of their uses, with ids, states, parameters and wires of their own', () => {
    const { plan, problems } = checkFlow(JSON.stringify(using({ band: band() })), catalog)
    expect(problems).toEqual([])
    expect(plan?.nodes.map(({ id, was, inputs }) => ({ id, was, inputs }))).toEqual([
      { id: 'readings', was: undefined, inputs: {} },
      { id: 'cold/below', was: undefined, inputs: { in: [{ node: 'readings', port: 'out' }] } },
      { id: 'cold/group', was: undefined, inputs: { in: [{ node: 'cold/below', port: 'pass' }] } },
      { id: 'hot/below', was: 'warm/below', inputs: { in: [{ node: 'readings', port: 'out' }] } },
      { id: 'hot/group', was: 'warm/group', inputs: { in: [{ node: 'hot/below', port: 'pass' }] } },
      {
        id: 'alarm',
        was: undefined,
        inputs: {
          in: [
            { node: 'cold/group', port: 'out' },
            { node: 'hot/group', port: 'out' },
          ],
        },
      },
    ])
  })

  test('each use evaluates its expressions with its own parameters, whatever those of the flow are', () => {
    const { plan } = checkFlow(JSON.stringify(using({ band: band() })), catalog)
    const passes = (id: string, payload: number): unknown => {
      const surroundings = { now: 0, random: () => 0, ...uncounted, parameters: { top: 1000 } }
      const condition = plan?.nodes.find((node) => node.id === id)?.settings['condition']?.bind(surroundings)
      return (condition as (event: unknown) => unknown)(makeEvent(payload, 0))
    }
    expect([3, 5, 31].map((payload) => passes('cold/below', payload))).toEqual([true, false, false])
    expect([3, 5, 31].map((payload) => passes('hot/below', payload))).toEqual([true, true, false])
  })

  test('may use subflows', () => {
    const outer = {
      parameters: { top: { type: 'number' } },
      inputs: { in: 'inner' },
      outputs: { out: 'inner' },
      nodes: { inner: { type: 'subflow:inner', limit: '$top' } },
      wires: [],
    }
    const inner = {
      parameters: { limit: { type: 'number' } },
      inputs: { in: 'f.in' },
      outputs: { out: 'f.rest' },
      nodes: { f: { type: 'filter', condition: 'payload < $limit' } },
      wires: [],
    }
    const { plan, problems } = checkFlow(JSON.stringify(using({ band: outer, inner })), catalog)
    expect(problems).toEqual([])
    expect(plan?.nodes.map(({ id }) => id)).toEqual(['readings', 'cold/inner/f', 'hot/inner/f', 'alarm'])
    expect(plan?.nodes.at(-1)?.inputs['in']).toEqual([
      { node: 'cold/inner/f', port: 'rest' },
      { node: 'hot/inner/f', port: 'rest' },
    ])
  })

  test.each<[title: string, document: Json, ...lines: string[]]>([
    [
      'a problem of its own is said once',
      using({ band: band({ parameters: { top: { type: 'number' } } }) }),
      'error unknown-parameter group.size @ "$span"',
    ],
    [
      'one that comes of a use names the use',
      using({ band: band() }, { nodes: { ...twoUses, hot: { type: 'subflow:band', top: 3, span: '0s' } } }),
      'error out-of-range hot/group.size @ "$span"',
    ],
    [
      'a value of a use is missing',
      using({ band: band() }, { nodes: { ...twoUses, hot: { type: 'subflow:band' } } }),
      'error missing-parameter hot.top @ "hot": {',
    ],
    [
      'a value that is missing is missed once, however deep it goes',
      flow({
        parameters: { limit: { type: 'number' } },
        nodes: { ...nodes, hot: { type: 'subflow:deep', top: '$limit' } },
        subflows: {
          deep: {
            parameters: { top: { type: 'number' } },
            nodes: { in: { type: 'subflow:last', top: '$top' } },
            wires: [],
          },
          last: {
            parameters: { top: { type: 'number' } },
            nodes: { f: { type: 'mqtt-out', topic: 't', quality: '$top' } },
            wires: [],
          },
        },
      }),
      'error missing-parameter @ "limit": {',
      'warning unwired f @ "f": {',
    ],
    [
      'a value of a use is of another type',
      using({ band: band() }, { nodes: { ...twoUses, hot: { type: 'subflow:band', top: 'much' } } }),
      'error bad-parameter hot.top @ "much"',
    ],
    [
      'a value of a use is unknown',
      using({ band: band() }, { nodes: { ...twoUses, hot: { type: 'subflow:band', top: 1, spam: '1m' } } }),
      'error unknown-parameter hot.spam @ "spam": "1m"',
    ],
    [
      'the flow has no such parameter',
      using({ band: band() }, { nodes: { ...twoUses, hot: { type: 'subflow:band', top: '$limt' } } }),
      'error unknown-parameter hot.top @ "$limt"',
    ],
    [
      'parameters of the flow are not seen inside',
      using({
        band: band({
          nodes: {
            below: { type: 'filter', condition: 'payload < $limit' },
            group: { type: 'windowed', version: 3, size: '$span' },
          },
        }),
      }),
      'error bad-expression below.condition @ "payload < $limit"',
    ],
    [
      'a port leads nowhere',
      using({ band: band({ outputs: { out: 'grup.out' } }) }),
      'warning leads-nowhere group @ "group": {',
      'error unknown-node @ "grup.out"',
    ],
    [
      'an output of a use that is not there',
      using({ band: band({ outputs: { output: 'group.out' } }) }),
      'error unknown-port cold @ "cold.out"',
    ],
    [
      'a use has no port for what failed',
      using({ band: band() }, { wires: [...wires, ['hot.error', 'alarm']] }),
      'error unknown-port hot @ "hot.error"',
    ],
    [
      'two ports lead to the same one',
      using(
        { band: band({ outputs: { out: 'group.out', late: 'group' } }) },
        { wires: [...wires, ['hot.late', 'alarm']] },
      ),
      'error double-wire alarm @ [',
    ],
    [
      'a circle through a subflow',
      using(
        { band: band() },
        { nodes: { ...twoUses, more: nodes.warm }, wires: [...wires, ['hot', 'more'], ['more', 'hot']] },
      ),
      'error cycle hot/below @ [',
    ],
    [
      'an unknown subflow',
      using({ bandage: band() }, { nodes: { ...twoUses, hot: { type: 'subflow:bandag', top: 1 } } }),
      'error unknown-subflow cold @ "subflow:band"',
      'error unknown-subflow hot @ "subflow:bandag"',
      'note unused-subflow @ "bandage": {',
    ],
    [
      'a subflow named without its prefix',
      using({ band: band() }, { nodes: { ...twoUses, hot: { type: 'band', top: 1 } } }),
      'error unknown-operator hot @ "band"',
    ],
    [
      'a parameter that no use could set',
      flow({
        subflows: {
          band: { parameters: { label: { type: 'text' } }, nodes: { f: nodes.readings }, wires: [] },
        },
      }),
      'note unused-subflow @ "band": {',
      'error bad-name @ "label": {',
      'warning leads-nowhere f @ "f": {',
    ],
    [
      'it uses itself',
      using({
        band: band({
          nodes: {
            below: { type: 'subflow:band', top: 1 },
            group: { type: 'windowed', version: 3, size: 'x' },
          },
        }),
      }),
      'error bad-duration group.size @ "x"',
      'error recursive-subflow below @ "subflow:band"',
    ],
    [
      'an unused one is looked at all the same',
      flow({
        subflows: {
          band: band({ nodes: { below: nodes.warm, group: { type: 'windowed', version: 3, size: 'x' } } }),
        },
      }),
      'note unused-subflow @ "band": {',
      'error bad-duration group.size @ "x"',
    ],
    [
      'an unused one that needs a value',
      flow({ subflows: { band: band() } }),
      'note unused-subflow @ "band": {',
    ],
    [
      'one without nodes',
      flow({ subflows: { band: { wires: [] } } }),
      'note unused-subflow @ "band": {',
      'error no-nodes @ "band": {',
    ],
  ])('%s', (_, document, ...lines) => expect(foundLines(document).toSorted()).toEqual(lines.toSorted()))

  test('a problem that comes of a use says so', () => {
    const document = using(
      { band: band() },
      { nodes: { ...twoUses, hot: { type: 'subflow:band', top: 3, span: '0s' } } },
    )
    expect(found(document)[0]?.problem.message).toBe(
      'expected at least 1ms, got "0s" (from "$span" of the use "hot")',
    )
  })

  test('a problem in many uses counts once', () => {
    const uses = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`u${i}`, { type: 'subflow:s' }]))
    const subflows = { s: { nodes: { f: { type: 'filter', condition: '' } }, wires: [] } }
    const lines = found(flow({ nodes: uses, wires: [], subflows })).map(({ what }) => what)
    expect(lines).toEqual(['warning unwired f', 'error bad-expression f.condition'])
  })

  test('a recursion is named in its order', () => {
    const uses = (name: string): Json => ({
      nodes: { [`a-${name}`]: { type: `subflow:${name}` } },
      wires: [],
    })
    const document = flow({ subflows: { x: uses('y'), y: uses('z'), z: uses('x') } })
    const recursions = found(document).filter(({ what }) => what.startsWith('error'))
    expect(recursions.map(({ what, problem }) => [what, problem.message])).toEqual([
      ['error recursive-subflow a-x', 'a subflow uses itself: "x" -> "y" -> "z" -> "x"'],
    ])
  })

  test('former ids inside two uses do not clash, those of one and of the use itself go together', () => {
    const inside = band({
      nodes: {
        below: { type: 'filter', condition: 'payload < $top', was: 'under' },
        group: { type: 'windowed', version: 3, size: '$span' },
      },
    })
    const { plan, problems } = checkFlow(JSON.stringify(using({ band: inside })), catalog)
    expect(problems).toEqual([])
    expect(plan?.nodes.map(({ was }) => was)).toEqual([
      undefined,
      'cold/under',
      undefined,
      'warm/under',
      'warm/group',
      undefined,
    ])
  })
})
