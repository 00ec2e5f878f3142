import { expect, test } from 'vitest'
import { type Bounds, boundsWith, defaultBounds } from './bounds.ts'
import { compileExpression } from './compile.ts'

const codeOf = (text: string, bounds?: Partial<Bounds>, input: unknown = {}): unknown => {
  const { evaluate } = compileExpression(text, bounds === undefined ? {} : { bounds })
  try {
    evaluate(input, {}, { now: 0, random: () => 0 })
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
  ['characters', '$pad("q", 1000)', 1_000],
  ['characters', '"abcdef" & "ghijkl"', 12],
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

/** The least budget of steps with which it comes to an end. */
function stepsOf(text: string, input?: unknown): number {
  let [enough, tooFew] = [4_000_000, 0]
  while (enough - tooFew > 1) {
    const steps = Math.floor((enough + tooFew) / 2)
    if (codeOf(text, { steps }, input) === 'fine') enough = steps
    else tooFew = steps
  }
  return enough
}

const many = (part: string, count: number, between: string): string => Array(count).fill(part).join(between)

test.each<[what: string, text: (body: string) => string]>([
  ['a function', (body) => `$map(list, function($x) { (${body}; 1) })`],
  ['a predicate', (body) => `list[(${body}; true)]`],
  ['a step', (body) => `list.(${body}; 1)`],
  ['an order', (body) => `list^((${body}; 1))`],
  ['a key of a group', (body) => `list{(${body}; "a"): 1}`],
  ['a value of a group', (body) => `list{$string($): (${body}; 1)}`],
  ['a step where something is bound', (body) => `list@$i.(${body}; 1)`],
  ['a predicate where something is bound', (body) => `list@$i[(${body}; true)]`],
  ['a change', (body) => `{"a": list.{"b": $}} ~> |a|(${body}; {"c": 1})|`],
  ['a text that is evaluated', (body) => `list.$eval("(${body}; 1)")`],
])('what is long costs more each time in %s', (_what, text) => {
  const input = { list: Array.from({ length: 50 }, (_, at) => at) }
  for (const part of ['$$.none', '$$.a.b.c', '1 + $x', '[]', '($y := 1)']) {
    const [short, long] = [10, 100].map((count) => stepsOf(text(many(part, count, ';')), input))
    // 90 parts more for each of 50 elements, a step for eight of them.
    expect((long ?? 0) - (short ?? 0)).toBeGreaterThan((50 * 90) / 9)
  }
})

test.each<[text: string, least: number]>([
  ['$eval("1 + " & $i)', 500],
  ['$eval("$contains(\'a" & $i & "\', /a+b/)")', 10_000],
  ['$formatNumber($i, "#,##0.00")', 50],
  ['$fromMillis($i, "[Y]-[M]-[D]")', 30],
  ['$now("[Y]-[M]-[D]")', 30],
  ['$toMillis("2026-11-30T12:00:0" & $i % 10)', 10],
  ['$toMillis($i & " 11 2026", "[D] [M] [Y]")', 20],
  ['$substring(?, $i)', 4],
])('%s costs at least %i steps, since it takes as long', (text, least) => {
  const [ten, twenty] = [10, 20].map((turns) => stepsOf(`$map([1..${turns}], function($i) { (${text}; 1) })`))
  expect(((twenty ?? 0) - (ten ?? 0)) / 10).toBeGreaterThanOrEqual(least)
})

const wide = Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`field${at}`, at]))
const large = {
  wide,
  other: { ...wide },
  list: Array.from({ length: 1_000 }, (_, at) => at),
  others: Array.from({ length: 1_000 }, (_, at) => at),
  fractions: Array.from({ length: 1_000 }, (_, at) => at / 7),
  empties: Array.from({ length: 1_000 }, () => []),
  records: Array.from({ length: 1_000 }, (_, a) => ({ a })),
  span: '1h30m',
  long: 'x'.repeat(32_000),
  twoByte: '€é'.repeat(16_000),
  tabs: 'a\t'.repeat(16_000),
}

test.each<[text: string, least: number]>([
  ['$string(empties)', 2_000],
  ['$string(records)', 4_500],
  ['$string(wide)', 30_000],
  ['$string(fractions)', 4_500],
  ['"" & empties', 2_000],
  ['wide = other', 40_000],
  ['list = others', 250],
  ['{"a": list} = {"a": others}', 250],
  ['wide ? 1 : 2', 20_000],
  ['$boolean([wide, 1])', 20_000],
  ['$keys(wide)', 40_000],
  ['$merge([wide, {}])', 40_000],
  ['$clone(wide)', 40_000],
  ['$each(wide, $string)', 25_000],
  ['$sift(wide, $boolean)', 25_000],
  ['$spread(wide)', 40_000],
  ['wide.*', 20_000],
  ['$count(wide.**)', 20_000],
  ['$distinct($append(list, others))', 6_000],
  ['$substring(long, -3)', 2_000],
  ['$substring(long, 5, 3)', 2_000],
  ['$contains(twoByte, "€y")', 2_000],
  ['$contains(long, "xxxxxxxxxxxxxxxxxxxxxxxxy")', 4_000],
  ['$substringBefore(twoByte, "€y")', 2_000],
  ['$replace(long, "x", "")', 16_000],
  ['$replace(long, /x/, "")', 128_000],
  ['$count($split(long, /x/))', 128_000],
  ['$trim(tabs)', 16_000],
  ['$base64encode(long)', 16_000],
  ['$pad("", 3, twoByte)', 3_000],
  ['$timeTruncate(list[0], "day", "Asia/Tokyo")', 200],
  ['$timeWithin(list[0], "22:00", "06:00")', 16],
  ['$timeFormat(list[0], "[Y0001]-[M01]-[D01]", "Asia/Tokyo")', 230],
  ['$durationParse(span)', 16],
  ['$changeRate(2, 1, 1000, "1h")', 16],
  ['$topicMatches(span, "a/+")', 16],
  ['$topicLevel($join([1..100].("a"), "/"), 3)', 100],
  ['$unitConvert(list[1], "m", "km")', 8],
])('%s costs at least %i steps of something large, since it takes as long', (text, least) => {
  expect(stepsOf(`($once := 1; ${text})`, large)).toBeGreaterThanOrEqual(least)
})

test('a variable far out costs more each time than one near by', () => {
  const [near, far] = [1, 40].map((depth) =>
    stepsOf(
      `($x := 1; $map([1..100], function() { ${'($y := 1; '.repeat(depth)}${many('$x', 100, ';')}${')'.repeat(depth)} }))`,
    ),
  )
  // 100 times 100 reads, each of which goes through 39 frames more.
  expect((far ?? 0) - (near ?? 0)).toBeGreaterThan((100 * 100 * 39) / 100)
})
