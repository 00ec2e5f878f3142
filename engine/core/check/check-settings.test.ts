import { describe, expect, test } from 'vitest'
import type { Json } from '../model/json.ts'
import { checkFlow } from './check-flow.ts'
import { flowWith, found, foundLines } from './found.fixture.ts'
import { catalog } from './operators.fixture.ts'

const windowed = (settings: { readonly [name: string]: Json }): Json => ({
  type: 'windowed',
  version: 3,
  ...settings,
})
const planned = (node: Json) => {
  const { plan, problems } = checkFlow(JSON.stringify(flowWith(node)), catalog)
  return { node: plan?.nodes.find(({ id }) => id === 'it'), problems }
}

describe('the settings of nodes', () => {
  test.each<[title: string, node: Json, ...lines: string[]]>([
    ['good ones', windowed({ size: '1m' })],
    ['a missing one', windowed({}), 'error missing-setting it.size @ "it": {'],
    ['a wrong one', windowed({ size: '1 parsec' }), 'error bad-duration it.size @ "1 parsec"'],
    ['one out of range', windowed({ size: 0 }), 'error out-of-range it.size @ 0'],
    [
      'one that is not meant',
      windowed({ size: '1m', every: '5s' }),
      'warning no-effect it.every @ "every": "5s"',
    ],
    [
      'one that is not meant and wrong',
      windowed({ shape: 'session', size: 'x' }),
      'warning no-effect it.size @ "size": "x"',
      'error bad-duration it.size @ "x"',
    ],
    [
      'one needed for another',
      windowed({ shape: 'hopping', size: '1m' }),
      'error missing-setting it.every @ "it": {',
    ],
    [
      'two that do not go together',
      windowed({ shape: 'hopping', size: '1m', every: '2m' }),
      'error gaps it.every @ "2m"',
    ],
    [
      'a choice that is none: nothing is said of what depends on it',
      windowed({ shape: 'round', gap: '1m' }),
      'error bad-choice it.shape @ "round"',
    ],
    ['null is a value', windowed({ size: null }), 'error bad-duration it.size @ null'],
    [
      'a bad expression',
      { type: 'filter', condition: 'payload.c >' },
      'error bad-expression it.condition @ "payload.c >"',
    ],
    ['no operator', { type: 'fitler', condition: 'true' }, 'error unknown-operator it @ "fitler"'],
    ['a type that JavaScript knows', { type: 'constructor' }, 'error unknown-operator it @ "constructor"'],
    [
      'a setting that JavaScript knows',
      windowed({ size: '1m', toString: 1 }),
      'error unknown-setting it @ "toString": 1',
    ],
    ['a faulty operator', { type: 'faulty' }, 'error operator-fault it.value @ {'],
    ['a fault in reading', { type: 'faulty', value: 1 }, 'error operator-fault it.value @ 1'],
  ])('%s', (_, node, ...lines) => {
    const about = foundLines(flowWith(node)).filter((line) => line.includes(' it'))
    expect(about).toEqual(lines)
  })

  test('a fault of an operator shows its message and no stack', () => {
    const [fault] = found(flowWith({ type: 'faulty', value: 1 }))
    expect(fault?.problem.message).toBe('the operator faulty has a fault: no such thing')
  })

  test('what has no effect is left out of the plan, defaults are filled in', () => {
    const { node } = planned(windowed({ size: '1m', every: '5s' }))
    expect(node?.raw).toEqual({
      shape: 'tumbling',
      size: '1m',
      gap: '5m',
      forget: 604_800_000,
      maxKeys: 100_000,
    })
    expect(Object.keys(node?.settings ?? {})).toEqual(['shape', 'size', 'gap', 'forget', 'maxKeys'])
  })

  test.each([
    ['fitler', 'did you mean "filter"?'],
    ['Filter', 'did you mean "filter"?'],
    ['mqttout', 'did you mean "mqtt-out"?'],
    ['rocket', /^there are "mqtt-in", /],
  ])('the remedy for the type %j', (type, remedy) => {
    expect(found(flowWith({ type }))[0]?.problem.remedy).toMatch(remedy)
  })
})

describe('settings of older and newer versions', () => {
  test('an older version is brought up by one migration after the other, in the order of their versions', () => {
    const { node, problems } = planned({ type: 'windowed', length: '1m' })
    expect(node?.raw['size']).toBe('1m')
    expect(problems).toMatchObject([
      {
        severity: 'note',
        code: 'older-operator',
        node: 'it',
        message: expect.stringMatching('"length becomes span" and "span becomes size"'),
      },
    ])
  })

  test('only the migrations behind its version are done', () => {
    expect(planned({ type: 'windowed', version: 2, span: '1m' }).node?.raw['size']).toBe('1m')
    expect(foundLines(flowWith({ type: 'windowed', version: 2, length: '1m' }))).toContain(
      'error unknown-setting it @ "length": "1m"',
    )
  })

  test('a newer version is refused', () => {
    expect(foundLines(flowWith({ type: 'windowed', version: 4, size: '1m' }))).toEqual([
      'error newer-operator it.version @ 4',
    ])
  })
})
