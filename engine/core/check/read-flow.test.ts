import { describe, expect, test } from 'vitest'
import { mutateText, numbersFrom } from './mutate.fixture.ts'
import { readFlow } from './read-flow.ts'
import { toJson } from './tree.ts'

const jsonText =
  '{"a": [1, -2.5e+3, 0.25, true, false, null, "b\\n\\u00e9\\\\"], "c": {"d": {}, "": []}, "e": 10}'

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

describe('reading the text of a flow', () => {
  test.each([
    '{}',
    ' [1, -2.5e3, 0, "a\\u00e9\\n\\"", true, false, null, {"a": {"b": []}}] \r\n',
    '"text"',
    '{"constructor": 1, "toString": 2, "hasOwnProperty": 3}',
    '"\\ud83d\\ude00 \u{1F600}"',
    `${'['.repeat(100)}${']'.repeat(100)}`,
  ])('%s is read as JSON.parse does', (text) => {
    const { flow, problems } = readFlow(text)
    expect(problems).toEqual([])
    expect(flow && toJson(flow)).toEqual(JSON.parse(text))
  })

  test.each<[text: string, code: string, place: string, message: string | RegExp]>([
    ['', 'not-json', '1:1', 'expected a flow document'],
    ['{', 'not-json', '1:2', 'expected a name in double quotes or }, got the end of the text'],
    ['{"a" 1}', 'not-json', '1:6', 'expected a colon after the name "a", got 1'],
    ['{"a": 1 "b": 2}', 'not-json', '1:9', 'expected a comma or }, got "\\""'],
    ['{"a": 1,\n}', 'not-json', '2:1', 'expected a name in double quotes, got "}"'],
    ['[1\r\n2]', 'not-json', '2:1', 'expected a comma or ], got 2'],
    ['{a: 1}', 'not-json', '1:2', 'got a'],
    ["{'a': 1}", 'not-json', '1:2', 'got "\'"'],
    ['{"a": "b\nc"}', 'not-json', '1:9', 'expected the closing quote of a text; a line break in it'],
    ['{"a": "b', 'not-json', '1:9', 'expected the closing quote of a text, got the end of the text'],
    ['["\\x"]', 'not-json', '1:3', 'expected one of the escapes'],
    ['["\\u12g4"]', 'not-json', '1:3', 'expected one of the escapes'],
    ['[01]', 'not-json', '1:2', 'expected a value, got 01'],
    ['[1.]', 'not-json', '1:2', 'expected a value, got 1.'],
    ['[+1]', 'not-json', '1:2', 'expected a value, got +1'],
    ['[NaN]', 'not-json', '1:2', 'expected a value, got NaN'],
    ['[truex]', 'not-json', '1:2', 'expected a value, got truex'],
    ['{} {}', 'not-json', '1:4', 'expected the end of the document'],
    ['{"a": 1, /* b */ "c": 1}', 'not-json', '1:10', 'expected a name'],
    ['[1e999]', 'number-range', '1:2', 'the number 1e999 is too large'],
    ['{"a": 1,\n "a": 2}', 'double-name', '2:2', '"a" is written twice'],
    ['{"a": {"__proto__": {"x": 1}}}', 'reserved-name', '1:8', 'the name "__proto__" is reserved'],
    ['{"\\u005f_proto__": 1}', 'reserved-name', '1:2', 'the name "__proto__" is reserved'],
    ['['.repeat(101), 'too-deep', '1:101', 'more than 100 deep'],
    ['{"a":'.repeat(1_000_000), 'too-deep', '1:501', 'more than 100 deep'],
  ])('%#: %.30s', (text, code, place, message) => {
    const { problems } = readFlow(text)
    expect(problems.map(({ code, line, column }) => [code, `${line}:${column}`])).toEqual([[code, place]])
    expect(problems[0]?.message).toMatch(message)
  })

  test('says what to do about the usual slips', () => {
    const remedy = (text: string) => readFlow(text).problems[0]?.remedy
    expect(remedy('{"a": 1,}')).toBe('take out the comma before it')
    expect(remedy('{"a": 1 // one\n}')).toMatch('no comments')
    expect(remedy("{'a': 1}")).toMatch('double quotes')
    expect(remedy('{"a": 1 "b": 2}')).toBe('put a comma between the two')
    expect(remedy('<<<<<<< HEAD\n{}')).toMatch('git')
    expect(remedy('{"a": NaN}')).toBe('write null')
    expect(remedy('{"a": NaN-1}')).toBeUndefined()
  })

  test.each(['[1 - 2]', '[1 01]', '[1 2.]', '[1"a"]'])('says of %s what is wrong once', (text) => {
    expect(readFlow(text).problems).toHaveLength(1)
  })

  test.each(['[1 2 3]', '[1 "a" {} []]', '[1 -2.5e3 0]'])(
    'says of each item of %s that a comma is missing',
    (text) => {
      const { problems } = readFlow(text)
      expect(problems.map(({ remedy }) => remedy)).toEqual(problems.map(() => 'put a comma between the two'))
      expect(problems.length).toBeGreaterThan(1)
    },
  )

  test('goes on after a name written twice, and finds all of them', () => {
    const { flow, problems } = readFlow('{"a": 1, "a": 2, "b": {"c": 1, "c": 2}}')
    expect(problems.map(({ place }) => place)).toEqual([['a'], ['b', 'c']])
    // The last counts, as it does for everyone else who reads JSON.
    expect(flow && toJson(flow)).toEqual({ a: 2, b: { c: 2 } })
  })

  test.each<[text: string, ...places: string[]]>([
    ['{"a": 1,}\n[', '1:9', '2:1'],
    ['[1, 2,\n]\n,', '2:1', '3:1'],
    ['{"a": [1,], "b": {"c": 1,},}', '1:10', '1:26', '1:28'],
    ['{"a": 1 "b": 2 "c": 3}', '1:9', '1:16'],
    ['{"a": "x"b", "c": 1,}', '1:10'],
    ['[1 2 "a" {} -3]', '1:4', '1:6', '1:10', '1:13'],
    ['["a "b" c", d]', '1:6'],
    ['{ // one\n"a": 1, # two\n"b": /* three */ 2}', '1:3', '2:9', '3:6'],
    ['{"a": 1 /* not closed, "b": True}', '1:9'],
    ['{"a": True, "b": None, "c": NaN}', '1:7', '1:18', '1:29'],
    ['{"a": Truely, "b": None}', '1:7'],
    [`{'a': 'b', “c”: 'd'}`, '1:2', '1:7', '1:12', '1:17'],
    [`{'a': 'it's', 'b': 1}`, '1:2', '1:7'],
    ['{a: 1, b-c: 2, d : 3}', '1:2', '1:8', '1:16'],
    ['{a: 01, b: 1}', '1:2', '1:5'],
    ['{"a":\u00a01,\u00a0"b": True}'.replaceAll('\\u00a0', '\u00a0'), '1:6', '1:9', '1:15'],
    ['{"a": 1,, "b": True}', '1:9'],
  ])('goes on where it is certain what was meant, and no further: %j', (text, ...places) => {
    const { flow, problems } = readFlow(text)
    expect(problems.map(({ code, line, column }) => `${code} ${line}:${column}`)).toEqual(
      places.map((place) => `not-json ${place}`),
    )
    expect(flow).toBeUndefined()
  })

  test('tells a name written twice behind a slip as well', () => {
    const { problems } = readFlow('{"a": 1 "b": 2, "b": 3}')
    expect(problems.map(({ code }) => code)).toEqual(['not-json', 'double-name'])
  })

  test('does not read what is too large, whatever it is', () => {
    const { flow, problems } = readFlow('['.repeat(50_000_000))
    expect(flow).toBeUndefined()
    expect(problems.map(({ code }) => code)).toEqual(['too-large'])
  })

  test('lists so many problems and counts the rest', () => {
    const { problems } = readFlow(`{${'"a":0,'.repeat(2000)}"a":0}`)
    expect(problems).toHaveLength(501)
    expect(problems.at(-1)).toMatchObject({ code: 'more-problems', message: expect.stringMatching('1500') })
  })

  test('takes what JSON.parse takes, and nothing else, and reads the same in it', () => {
    let taken = 0
    for (let seed = 1; seed <= 10_000; seed++) {
      const text = mutateText(jsonText, numbersFrom(seed))
      const parsed = parse(text)
      const { flow, problems } = readFlow(text)
      const refused = problems.some(({ code }) => code === 'not-json')
      if (refused !== (parsed === undefined)) expect.fail(`seed ${seed}: ${text}`)
      if (parsed === undefined || flow === undefined || problems.length > 0) continue
      taken++
      expect(toJson(flow), `seed ${seed}`).toEqual(parsed.value)
    }
    expect(taken).toBeGreaterThan(500)
    expect(taken).toBeLessThan(9000)
  })
})
