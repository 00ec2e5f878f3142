import { describe, expect, test } from 'vitest'
import type { Json } from '../model/json.ts'
import { checkFlow } from './check-flow.ts'
import type { DeclaredParameter } from './document.ts'
import { fillIn } from './fill-in.ts'
import { scopeOf } from './scope.ts'
import { flow, flowWith, found, foundLines, nodes } from './found.fixture.ts'
import { catalog } from './operators.fixture.ts'

const parameters = {
  limit: { type: 'number', default: 8 },
  size: { type: 'duration', default: '1m' },
  room: { type: 'text', default: 'north' },
  keep: { type: 'boolean', default: true },
  table: { type: 'json', default: { a: 1 } },
}
const unknown: DeclaredParameter = { name: 'room', place: [], type: 'text', default: undefined }
const sink = (settings: { readonly [name: string]: Json }): Json => ({
  type: 'mqtt-out',
  topic: 't',
  ...settings,
})
const windowed = (settings: { readonly [name: string]: Json }): Json => ({
  type: 'windowed',
  version: 3,
  ...settings,
})
/** The nodes of the flow, one of which reads parameters of these names. */
const using = (...names: readonly string[]): Json => ({
  ...nodes,
  warm: {
    type: 'filter',
    condition: `payload.c > 8 or payload in [${names.map((name) => `$${name}`).join(', ')}]`,
  },
})
const raw = (it: Json, name: string, overrides: Record<string, Json> = {}): Json | undefined =>
  checkFlow(JSON.stringify(flowWith(it, { parameters })), catalog, {
    parameters: overrides,
  }).plan?.nodes.find(({ id }) => id === 'it')?.raw[name]

describe('declarations of parameters', () => {
  test.each<[declared: Json, ...lines: string[]]>([
    [{ type: 'number', default: 1, summary: 'Words' }],
    [{ type: 'duration', default: 5000 }],
    [{ type: 'json', default: null }],
    [{ type: 'number', default: '1' }, 'error bad-parameter @ "1"'],
    [{ type: 'text', default: 1 }, 'error bad-parameter @ 1'],
    [{ type: 'boolean', default: 'yes' }, 'error bad-parameter @ "yes"'],
    [{ type: 'duration', default: '1 parsec' }, 'error bad-parameter @ "1 parsec"'],
    [{ type: 'number' }, 'error missing-parameter @ "p": {'],
    [{ type: 'nunber', default: 1 }, 'error unknown-type @ "nunber"'],
    [{ default: 1 }, 'error missing-name @ "p": {'],
    [{ type: 'number', default: 1, sumary: 'Words' }, 'error unknown-name @ "sumary": "Words"'],
    ['number', 'error missing-parameter @ "p": "number"', 'error wrong-kind @ "number"'],
  ])('%j', (declared, ...lines) =>
    expect(foundLines(flow({ parameters: { p: declared }, nodes: using('p') }))).toEqual(lines),
  )

  test.each<[declared: Json, remedy: string]>([
    [{ type: 'number', default: '26' }, 'write it without quotes: 26'],
    [{ type: 'boolean', default: 'False' }, 'write it without quotes: false'],
    [{ type: 'text', default: 5 }, 'write it in quotes: "5"'],
    [
      { type: 'duration', default: '1w' },
      'did you mean "7d"? Else write a number with a unit: ms, s, m, h or d',
    ],
    [{ type: 'float', default: 1 }, 'did you mean "number"?'],
    [{ type: 'String', default: 'a' }, 'did you mean "text"?'],
    [{ type: 'nunber', default: 1 }, 'did you mean "number"?'],
    [{ type: 'colour', default: 1 }, 'there are "number", "text", "boolean", "duration" and "json"'],
  ])('%j: %s', (declared, remedy) => {
    const problems = found(flow({ parameters: { p: declared }, nodes: using('p') }))
    expect(problems.map(({ problem }) => problem.remedy)).toEqual([remedy])
  })

  test.each(['', 'a-b', '1a', 'a.b', 'constructor', 'x'.repeat(65)])('%j is no name', (name) => {
    const lines = foundLines(flow({ parameters: { [name]: { type: 'number', default: 1 } } }))
    expect(lines).toEqual([expect.stringMatching(/^error bad-name @ /)])
  })

  test('there may be 200', () => {
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`p${i}`, { type: 'number', default: 1 }]))
    const all = using(...Object.keys(many(200)))
    expect(foundLines(flow({ parameters: many(200), nodes: all }))).toEqual([])
    expect(foundLines(flow({ parameters: many(300) }))).toEqual(['error too-many-parameters @ "p200": {'])
  })

  test('one that no setting uses is noted, where there is nothing worse', () => {
    expect(foundLines(flow({ parameters }))).toEqual(
      Object.keys(parameters).map((name) => `note unused-parameter @ "${name}": {`),
    )
    const worse = { ...nodes, warm: { type: 'filter', condition: '$limmit > 1' } }
    expect(foundLines(flow({ parameters: { limit: parameters.limit }, nodes: worse }))).toEqual([
      'error bad-expression warm.condition @ "$limmit > 1"',
    ])
  })

  test.each<[it: Json]>([
    [{ type: 'filter', condition: 'payload.c > $limit' }],
    [sink({ topic: 'a/{$limit}' })],
    [sink({ quality: '$limit' })],
    [sink({ body: 'more than {$limit} degrees' })],
  ])('%j uses one', (it) => {
    const lines = foundLines(flowWith(it, { parameters: { limit: { type: 'number', default: 1 } } }))
    expect(lines.filter((line) => line.includes('unused'))).toEqual([])
  })
})

describe('parameters in settings', () => {
  test.each<[it: Json, setting: string, value: Json | undefined]>([
    [windowed({ size: '$size' }), 'size', '1m'],
    [windowed({ size: '1m', extra: '$table' }), 'extra', { a: 1 }],
    [windowed({ size: '1m', extra: { a: '$limit' } }), 'extra', { a: '$limit' }],
    [windowed({ size: '1m', extra: 'in {$room}' }), 'extra', 'in {$room}'],
    [{ type: 'filter', condition: '$keep' }, 'condition', '$keep'],
    [sink({ quality: 2, retain: '$keep' }), 'retain', true],
    [sink({ topic: 'a/{$room}/{key}/{$limit}/{$size}/{$keep}' }), 'topic', 'a/north/{key}/8/1m/true'],
    [sink({ body: 'in {$room}' }), 'body', 'in north'],
    [sink({ body: '$room' }), 'body', 'north'],
    [sink({ body: '$$room' }), 'body', '$room'],
    [sink({ body: '$$other' }), 'body', '$$other'],
    [sink({ body: '$100' }), 'body', '$100'],
    [sink({ body: '$dollars' }), 'body', '$dollars'],
    [sink({ body: 'in {$dollars}' }), 'body', 'in {$dollars}'],
    [sink({ topic: '$SYS/x' }), 'topic', '$SYS/x'],
  ])('%j: %s is %j', (it, setting, value) => expect(raw(it, setting)).toEqual(value))

  test.each<[it: Json, what: string, remedy: string | RegExp | undefined]>([
    [windowed({ size: '$sise' }), 'error unknown-parameter it.size @ "$sise"', 'did you mean "$size"?'],
    [windowed({ size: '$week' }), 'error unknown-parameter it.size @ "$week"', /^declare it: /],
    [sink({ body: '$rooom' }), 'error unknown-parameter it.body @ "$rooom"', /^did you mean "\$room"\?/],
    [
      sink({ body: 'in {$romo}' }),
      'error unknown-parameter it.body @ "in {$romo}"',
      /^did you mean "\$room"\?/,
    ],
    [sink({ topic: 'a/{$hall}' }), 'error unknown-parameter it.topic @ "a/{$hall}"', /^declare it: /],
    [sink({ topic: 'a/{$table}' }), 'error bad-parameter it.topic @ "a/{$table}"', undefined],
    [sink({ quality: '$limit' }), 'error out-of-range it.quality @ "$limit"', 'write 2 or less'],
    [
      { type: 'filter', condition: '$limmit > 1' },
      'error bad-expression it.condition @ "$limmit > 1"',
      'did you mean $limit?',
    ],
  ])('%j: %s', (it, what, remedy) => {
    const document = flowWith(it, { parameters })
    expect(foundLines(document)[0]).toBe(what)
    const given = found(document)[0]?.problem.remedy
    if (typeof remedy === 'object') expect(given).toMatch(remedy)
    else expect(given).toBe(remedy)
  })

  test('nothing is said of a setting whose parameter has no value', () => {
    const scope = scopeOf(undefined, new Map([['room', { declared: unknown, written: undefined }]]), {})
    for (const text of ['$room', 'in {$room}'])
      expect(fillIn('text', text, scope)).toEqual({ kind: 'unknown' })
    const none = { parameters: { size: { type: 'duration' } } }
    expect(foundLines(flowWith(windowed({ size: '$size' }), none))).toEqual([
      'error missing-parameter @ "size": {',
    ])
  })

  test('says which parameter a wrong value came from', () => {
    const [first] = found(flowWith(sink({ quality: '$limit' }), { parameters }))
    expect(first?.problem.message).toBe('expected a whole number from 0 to 2, got 8 (from "$limit")')
  })

  test('an expression sees durations as milliseconds, the others as they are', () => {
    const { plan } = checkFlow(JSON.stringify(flow({ parameters })), catalog)
    expect(plan?.parameters).toEqual({ limit: 8, size: 60_000, room: 'north', keep: true, table: { a: 1 } })
  })
})

describe('values in place of defaults', () => {
  test('take the place of the default, or of one that is not there', () => {
    expect(raw(windowed({ size: '$size' }), 'size', { size: '5s' })).toBe('5s')
    const { problems } = checkFlow(
      JSON.stringify(flow({ parameters: { p: { type: 'number' } }, nodes: using('p') })),
      catalog,
      { parameters: { p: 1 } },
    )
    expect(problems).toEqual([])
  })

  test.each<[overrides: Record<string, Json>, what: string, remedy?: string]>([
    [{ limit: '9' }, 'error bad-parameter @ "limit": {', 'write it without quotes: 9'],
    [{ limmit: 9 }, 'error unknown-parameter @ "parameters": {', 'did you mean "limit"?'],
    [
      { toString: 9 },
      'error unknown-parameter @ "parameters": {',
      'declare it under "parameters", or take it out',
    ],
  ])('%j', (overrides, what, remedy) => {
    const options = { parameters: overrides }
    expect(foundLines(flow({ parameters }), options)).toEqual([what])
    expect(found(flow({ parameters }), options)[0]?.problem.remedy).toBe(remedy)
  })
})
