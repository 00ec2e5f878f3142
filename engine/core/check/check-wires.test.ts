import { describe, expect, test } from 'vitest'
import type { Json } from '../model/json.ts'
import { checkFlow } from './check-flow.ts'
import { flow, found, foundLines, nodes, wires } from './found.fixture.ts'
import { catalog } from './operators.fixture.ts'

const gate = { type: 'gate', open: 'payload.on' }
const all = { ...nodes, gate }
const beside = [...wires, ['readings', 'gate'], ['readings.error', 'gate.control'], ['gate', 'alarm']]

describe('wires', () => {
  test.each<[wire: Json, ...lines: string[]]>([
    [['readings.out', 'gate.control']],
    [['gate.rest', 'alarm.in']],
    [['warm.error', 'alarm']],
    [['alarm.error', 'gate.control'], 'error cycle alarm @ ["gate","alarm"]'],
    ['readings', 'error wrong-kind @ "readings"'],
    [['readings'], 'error wrong-kind @ ["readings"]'],
    [['readings', 'warm', 'alarm'], 'error wrong-kind @ ["readings","warm","alarm"]'],
    [['readings', 5], 'error wrong-kind @ 5]'],
    [['reading', 'alarm'], 'error unknown-node @ "reading"'],
    [['toString', 'alarm'], 'error unknown-node @ "toString"'],
    [['', 'alarm'], 'error unknown-node @ ""'],
    [['warm.', 'alarm'], 'error unknown-port warm @ "warm."'],
    [['warm.pas', 'alarm'], 'error unknown-port warm @ "warm.pas"'],
    [['warm.constructor', 'alarm'], 'error unknown-port warm @ "warm.constructor"'],
    [['warm.pass.x', 'alarm'], 'error unknown-port warm @ "warm.pass.x"'],
    [['gate.control', 'alarm'], 'error unknown-port gate @ "gate.control"'],
    [['warm', 'gate.error'], 'error unknown-port gate @ "gate.error"'],
    [['warm', 'readings'], 'error no-input readings @ "readings"'],
    [['alarm', 'gate'], 'error no-output alarm @ "alarm"'],
    [['warm.pass', 'alarm.in'], 'error double-wire alarm @ ["warm.pass","alarm.in"]'],
    [['warm.rest', 'warm'], 'error cycle warm @ ["warm.rest","warm"]'],
  ])('%j', (wire, ...lines) => {
    // Each wire on a line of its own, so that what stands at the place can be seen whole.
    const listed = [...beside, wire].map((each) => JSON.stringify(each)).join(',\n')
    const text = JSON.stringify(flow({ nodes: all, wires: [] })).replace('[]', `[\n${listed}\n]`)
    const shown = foundLines(text).map((line) => line.replace(/(@ "[^"]*").*/, '$1'))
    expect(shown).toEqual(lines)
  })

  test.each<[wire: readonly string[], remedy: string]>([
    [['reading', 'alarm'], 'did you mean "readings"?'],
    [['worm.pass', 'alarm'], 'did you mean "warm.pass"?'],
    [['warm.pas', 'alarm'], 'did you mean "warm.pass"?'],
    [['gate.control', 'alarm'], 'its outputs are "pass", "rest" and "error"'],
    [['warm', 'readings'], 'take the wire out; is it the wrong way round?'],
    [['alarm', 'gate'], 'take the wire out; what it could not handle leaves by "alarm.error"'],
  ])('the remedy for %j', (wire, remedy) => {
    expect(found(flow({ nodes: all, wires: [...beside, wire] }))[0]?.problem.remedy).toBe(remedy)
  })

  test.each<[title: string, wires: Json, ...lines: string[]]>([
    ['nothing is wired', [], 'leads-nowhere readings', 'unwired warm', 'unwired alarm'],
    ['a source leads nowhere', [['warm', 'alarm']], 'leads-nowhere readings', 'unwired warm'],
    [
      'a filter leads nowhere',
      [
        ['readings', 'warm'],
        ['readings', 'alarm'],
      ],
      'leads-nowhere warm',
    ],
    [
      'only what fails is wired',
      [
        ['readings', 'warm'],
        ['warm.error', 'alarm'],
      ],
    ],
  ])('warns where %s', (_, wires, ...lines) => {
    expect(found(flow({ wires })).map(({ what }) => what)).toEqual(lines.map((line) => `warning ${line}`))
    expect(checkFlow(JSON.stringify(flow({ wires })), catalog).plan).toBeDefined()
  })

  test('what a sink gives may be left alone', () => {
    const document = flow({ nodes: { ...nodes, alarm: { type: 'move' } } })
    expect(foundLines(document)).toEqual([])
  })

  test('a wire that is there twice is told from one that comes of ports of subflows', () => {
    const [twice] = found(flow({ wires: [...wires, ['warm.pass', 'alarm.in']] }))
    expect(twice?.problem.message).toBe('the wire from "warm.pass" to "alarm.in" is there twice')
  })

  test('a cycle is named in its order, once', () => {
    const names = ['c', 'a', 'b', 'd']
    const circle = { source: nodes.readings, ...Object.fromEntries(names.map((name) => [name, nodes.warm])) }
    const around = [
      ['source', 'c'],
      ['a', 'b'],
      ['b', 'd'],
      ['d', 'c'],
      ['c', 'a'],
      ['b.rest', 'a'],
    ]
    const problems = found(flow({ nodes: circle, wires: around }))
    expect(problems.map(({ problem }) => problem.message)).toEqual([
      'the wires lead in a circle: "c" -> "a" -> "b" -> "d" -> "c"',
    ])
  })

  test('a circle of 20,000 nodes is one problem', () => {
    const names = Array.from({ length: 20_000 }, (_, i) => `n${i}`)
    const circle = Object.fromEntries(names.map((name) => [name, nodes.warm]))
    const around = names.map((name, i) => [name, names[(i + 1) % names.length] ?? ''])
    const problems = found(flow({ nodes: circle, wires: around }))
    expect(problems.map(({ what }) => what)).toEqual(['error cycle n0'])
    expect(problems[0]?.problem.message).toMatch(
      /^the wires lead in a circle: "n0" -> .* -> ... \(20000 nodes\) -> "n19999" -> "n0"$/,
    )
  })

  test('nodes are planned so that wires lead forward, by the order of the document among those that are ready', () => {
    const document = flow({
      nodes: { z: nodes.alarm, late: nodes.warm, b: nodes.readings, early: nodes.warm, a: nodes.readings },
      wires: [
        ['b', 'late'],
        ['a', 'early'],
        ['early', 'late'],
        ['late', 'z'],
      ],
    })
    const { plan } = checkFlow(JSON.stringify(document), catalog)
    expect(plan?.nodes.map(({ id }) => id)).toEqual(['b', 'a', 'early', 'late', 'z'])
    expect(plan?.nodes[3]?.inputs).toEqual({
      in: [
        { node: 'b', port: 'out' },
        { node: 'early', port: 'pass' },
      ],
    })
  })
})

describe('former ids', () => {
  const named = (first: Json, second: Json): Json =>
    flow({ nodes: { ...nodes, warm: { ...nodes.warm, was: first }, alarm: { ...nodes.alarm, was: second } } })

  test.each<[first: string, second: string, ...lines: string[]]>([
    ['old', 'older'],
    ['old', 'old', 'error was-clash alarm.was'],
    ['old', 'readings', 'error was-clash alarm.was'],
    ['warm', 'old', 'warning was-clash warm.was'],
  ])('%s and %s', (first, second, ...lines) => {
    expect(found(named(first, second)).map(({ what }) => what)).toEqual(lines)
  })

  test('stand in the plan', () => {
    const { plan } = checkFlow(JSON.stringify(named('old', 'older')), catalog)
    expect(plan?.nodes.map(({ was }) => was)).toEqual([undefined, 'old', 'older'])
  })

  test('one that is the present id is left out of the plan', () => {
    const { plan } = checkFlow(JSON.stringify(named('warm', 'older')), catalog)
    expect(plan?.nodes.map(({ was }) => was)).toEqual([undefined, undefined, 'older'])
  })
})
