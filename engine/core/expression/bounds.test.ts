import { expect, test } from 'vitest'
import { type Bounds, boundsWith, defaultBounds } from './bounds.ts'
import { compileExpression } from './compile.ts'

const codeOf = (text: string, bounds?: Partial<Bounds>, input: unknown = {}): unknown => {
  const { evaluate } = compileExpression(text, bounds === undefined ? {} : { bounds })
  try {
    evaluate(input)
    return 'fine'
  } catch (error) {
    return (error as { code?: unknown }).code
  }
}

test.each<[bound: keyof Bounds, text: string, least: number]>([
  ['steps', '$map([1..1000], function($x) { $x })', 2_251],
  ['depth', '($f := function($n) { $n = 0 ? 0 : 1 + $f($n - 1) }; $f(100))', 101],
  ['bytes', '[1..1000]', 4_000],
  ['elements', '$count([1..1000])', 1_000],
  ['elements', '$count($append(payload, payload))', 8],
  ['elements', '$map(payload, $string)', 4],
  ['elements', '$filter(payload, $boolean)', 4],
  ['elements', '$each({"a": 1, "b": 2}, $string)', 2],
  ['elements', 'payload.[$, $]', 4],
  ['elements', '$split(topic, "")', 5],
  ['characters', '$length($pad(topic, 1000))', 1_000],
  ['characters', '$length($join([topic, topic]))', 10],
  ['characters', '$replace(topic, "t", "bb")', 6],
  ['characters', '$replace(topic, /t/, "bb")', 6],
  ['characters', 'payload.("x" & $string($))', 2],
  ['characters', '"x" & topic', 6],
  ['characters', '$uppercase(topic)', 5],
])('the bound of %s holds for %s, to the last', (bound, text, least) => {
  const input = { payload: [1, 2, 3, 4], topic: 'topic' }
  expect(codeOf(text, { [bound]: least }, input)).toBe('fine')
  expect(codeOf(text, { [bound]: least - 1 }, input)).toBe('U1001')
  // And it is that of one evaluation, whatever others may use.
  expect(codeOf(text, undefined, input)).toBe('fine')
})

test.each<[set: object, words: string]>([
  [{ steps: 0 }, 'the bound "steps" is 0; set it to a whole number from 1 to 1000000000'],
  [{ depth: 1.5 }, 'the bound "depth" is 1.5; set it to a whole number from 1 to 1000'],
  [{ depth: 1_001 }, 'the bound "depth" is 1001'],
  [{ bytes: '5' }, 'the bound "bytes" is 5'],
  [{ characters: 20_000_000 }, 'set it to a whole number from 1 to 10000000'],
  [{ fuel: 1 }, 'there is no bound "fuel"; there are steps, depth, bytes, elements, characters'],
])('%j is refused', (set, words) => {
  expect(() => boundsWith(set as Partial<Bounds>)).toThrow(words)
})

test('what is not set is as it is elsewhere', () => {
  expect(boundsWith({})).toEqual(defaultBounds)
  expect(boundsWith({ steps: 7 })).toEqual({ ...defaultBounds, steps: 7 })
})

/** What a time-out of the interpreter does not stop. */
test.each([
  ['doubling a text', '($f := function($s) { $f($s & $s) }; $f("a"))'],
  ['a long padding', '$pad("", 100000000)'],
  ['a regular expression that looks back', '$contains($pad("", 50000, "a") & "!", /^(a|aa)+\\1$/)'],
  ['a call without end', '($f := function() { $f() }; $f())'],
  ['a list of lists', '[1..10000].[1..10000]'],
])('%s ends with U1001, with the same fuel each time', (_what, text) => {
  const spent = [1, 2].map(() => {
    const { evaluate } = compileExpression(text, { bounds: { steps: 200_000 } })
    try {
      evaluate({})
    } catch (error) {
      return String(error)
    }
    return 'fine'
  })
  expect(spent[0]).toContain('the expression goes too deep or takes too long')
  expect(spent[1]).toBe(spent[0])
})

test('a regular expression that would take for ever is answered', () => {
  const { evaluate } = compileExpression('$contains("aaaaaaaaaaaaaaaaaaaaaaaaaa!", /^(a+)+$/)')
  expect(evaluate({})).toBe(false)
})
