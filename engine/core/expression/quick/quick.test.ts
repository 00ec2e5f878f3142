import { describe, expect, test } from 'vitest'
import type { Bounds } from '../bounds.ts'
import { compileExpression, type CompiledExpression, UNSURE } from '../compile.ts'
import { ExpressionError } from '../expression-error.ts'

/** Expressions that have a quick way; `   |   ` stands between two. */
const QUICK = listed(`
  payload   |   topic   |   key   |   time   |   params.room   |   payload.a   |   a   |   payload.a.b   |   a.b.c
  payload.a[0]   |   payload.a[-1].b   |   payload[1]   |   payload.name   |   payload.length   |   payload.size
  payload.constructor   |   constructor   |   payload.a.toString   |   payload.hasOwnProperty   |   payload.values
  payload.a > 1   |   payload.a >= "x"   |   payload.a < payload.a.b   |   payload.a <= 5   |   1 < payload.a
  payload.a = 5   |   payload.a != "x"   |   payload.a = payload.a.b   |   payload.a != payload.b   |   null = payload.a
  payload.a in [5, "x", null]   |   payload.a and payload.b   |   payload.a or true   |   $not(payload.a)
  payload.a + 1   |   payload.a - payload.b   |   payload.a * 2 / 3   |   payload.a % 2   |   -payload.a
  payload.a / 0 * 2   |   (payload.a / 0) > 1   |   (payload.a / 0) and true   |   2 - (payload.a / 0)
  payload.a & "!"   |   payload.a & payload.b   |   payload.a ? 1 : "no"   |   payload.a > 1 ? payload.b
  payload.a ?? 7   |   payload.a ?: payload.b   |   {"f": payload.a * 2}   |   {"f": payload.a, "g": {"h": topic}}
  {}   |   {"2": payload.a, "1": payload.b}   |   {"constructor": payload.a, "x": 1, "toString": 2}
  $merge([payload, {"x": time}])   |   $merge([payload.a, {"b": payload.b, "c": 3}])   |   $merge([$limit, {"x": 1}])
  $round(payload.a)   |   $round(payload.a, 1)   |   $abs(payload.a)   |   $sqrt(payload.a)   |   $string(payload.a)
  $number(payload.a)   |   $contains(payload.a, "x")   |   $contains(topic, payload.a)   |   $uppercase(payload.a)
  $exists(payload.a)   |   $exists(payload.a.b)   |   $type(payload.a)   |   $boolean(payload.a)
  $substring(payload.a, 0, 1)   |   $length(payload.a)   |   $sum(payload.a)   |   $sum(payload.a.b)
  $average(payload.a.b)   |   $max(payload.a.b)   |   $min(payload.a)   |   $max(payload.length)   |   $sum(payload.a.length)
  $topicLevel(topic, 0)   |   $topicMatches(topic, payload.a)   |   $hash(payload.a)   |   $hashShard(payload.a, 8)
  $unitConvert(payload.a, "°C", "°F")   |   $timeTruncate(payload.a, "PT1M")   |   $timeTruncate(time, payload.a)
  $timeFormat(time, "[Y]-[M01]")   |   $timeFormat(time, payload.a)   |   $timeFormat(time, "[H01]:[m01]", "Europe/Berlin")
  $durationParse(payload.a)   |   $durationFormat(payload.a)   |   $changePercent(payload.a, payload.b)
  $changeRate(payload.a, 1, payload.b)   |   $changeSwitch(payload.a, 1, payload.b)   |   $counterIncrease(payload.a, 5)
  ($x := payload.a; $x)   |   ($x := payload.a; $y := $x + 1; {"x": $x, "y": $y, "z": $x})   |   ($x := payload.a; $x > 3 ? $x : $limit)
  ($p := $split(payload.a, "x"); {"n": $count($p), "first": $p[0], "last": $p[-1], "fifth": $p[4]})   |   $split(topic, "/")[1]
  ($limit := $limit; $limit)   |   $count($split(topic, payload.a)) - 1   |   $split("", "/")[0]   |   $split("ab", "")[1]   |   $split(payload.b, "/")[0] = "x"
  ($x := (($y := payload.a; $y)); $x)   |   {"a": ($x := payload.a; $x), "b": ($x := payload.b; $x)}   |   ($x := payload.a; ($y := $x; $y & "!"))
  $limit   |   payload.a > $limit   |   $limit + 1   |   $now()   |   $millis()   |   (payload.a)   |   "text"
`)

/** What is evaluated in full. */
const OTHERS = listed(`
  $   |   $$   |   payload.*   |   payload.a[]   |   payload.a[b > 1]   |   payload{"k": a}   |   $x := 1   |   (1; 2)   |   ($x := 1; $x := 2; $x)   |   ($p := $split(topic, "/"); $p)   |   ($x := payload.a; $x.b)   |   ($x := 1)   |   ($sum := 1; $sum)   |   $split(topic, "/")   |   $count(payload.a)   |   ($x := 1; $x)[0]
  $random()   |   $keys(payload)   |   $map(payload, $string)   |   {"a": 1, "a": 2}   |   {payload.a: 1}   |   $sum
  $merge([$merge([$merge([payload, {"a": 1}]), {"b": 1}]), {"c": 1}])
  {"__proto__": 1}   |   payload."0"   |   payload.a."1".b   |   $sum(payload.a."0")   |   payload.a ~> $string   |   payload.(a)   |   $round()   |   [payload.a]   |   $string(payload)[0]
`)

function listed(text: string): readonly string[] {
  return text
    .split(/\n| {3}\| {3}/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
}

class Sensor {
  c = 1
}

/** What may stand anywhere in an event, and some of what should not. */
const VALUES: readonly unknown[] = [
  undefined,
  null,
  Number.POSITIVE_INFINITY,
  Number.NaN,
  ...listed(
    '0   |   5   |   -2.5   |   0.25   |   1e300   |   ""   |   "x"   |   "12"   |   true   |   false',
  ).map(parsed),
  ...listed('[]   |   [1]   |   [1,2,3]   |   ["x","y"]   |   [[]]   |   [[1,2],[3]]   |   [null]').map(
    parsed,
  ),
  ...listed('[{"b":1},{"b":2}]   |   [[{"b":1}],{"b":[[2]]}]   |   [{"b":1,"length":4},{}]').map(parsed),
  ...listed('[{"b":1},5,null,{"b":"x"}]   |   [{"b":[1]}]   |   [{"c":3}]   |   {"b":[{"c":1}]}').map(parsed),
  ...listed('{}   |   {"b":1}   |   {"b":"x"}   |   {"b":null}   |   {"b":[]}   |   {"b":[4]}').map(parsed),
  ...listed('{"b":[4,5]}   |   {"b":{"c":3}}   |   {"hasOwnProperty":1,"b":2}').map(parsed),
  ...listed('{"constructor":1,"length":2,"toString":"y","name":"z","size":3,"values":4}').map(parsed),
  ...listed('{"__proto__":{"b":1},"a":2}').map(parsed),
  bare({ b: 6, constructor: 7, length: 8 }),
  new Map([[1, 2]]),
  new Date(5),
  () => 1,
  new Sensor(),
]

function parsed(text: string): unknown {
  return JSON.parse(text)
}

/** A record that inherits nothing. */
function bare(fields: Readonly<Record<string, unknown>>): unknown {
  return Object.assign(Object.create(null) as object, fields)
}

const EVENTS: readonly unknown[] = VALUES.flatMap((value) => [
  value,
  { a: value },
  { payload: value, topic: 'plant/x', key: value, time: 17 },
  { payload: { a: value, b: 3 }, topic: value, params: value },
  { payload: { a: { b: value } }, time: 5 },
  { payload: bare({ a: value, hasOwnProperty: 1 }) },
  [{ payload: value }, { payload: { a: value } }],
])

const BINDINGS: readonly (Record<string, unknown> | undefined)[] = [
  undefined,
  {},
  ...[3, 'x', [1], { b: 1 }, null, undefined].map((limit) => ({ limit })),
]

const SURROUNDINGS = { now: Date.UTC(2026, 0, 31, 12, 30, 15, 7), random: () => 0.5 }

/** What an evaluation gives, with all that tells values apart, or the code of its error. */
function outcome(evaluate: () => unknown): string {
  try {
    return shown(evaluate())
  } catch (error) {
    if (error instanceof ExpressionError) return error.code
    throw error
  }
}

function shown(value: unknown): string {
  if (typeof value !== 'object' || value === null) {
    return Object.is(value, -0) ? '-0' : `${typeof value} ${String(value)}`
  }
  if (Array.isArray(value)) return `[${value.map(shown).join()}]`
  const fields = Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}: ${shown(field)}`)
  const kind = Object.getPrototypeOf(value) === Object.prototype ? '' : Object.prototype.toString.call(value)
  return `${kind}{${fields.join()}}`
}

/** Has no quick way, and means the same. */
function inFull(text: string): CompiledExpression {
  const full = compileExpression(`(null; ${text})`)
  expect(full.attempt).toBeUndefined()
  return full
}

function expectSame(text: string, events: readonly unknown[]): void {
  const { attempt, evaluate } = compileExpression(text)
  const full = inFull(text)
  for (const event of events) {
    for (const bindings of text.includes('$limit') ? BINDINGS : [undefined]) {
      const expected = outcome(() => full.evaluate(event, bindings, SURROUNDINGS))
      const given = attempt === undefined ? UNSURE : attempt(event, bindings, SURROUNDINGS)
      const where = `${text} over ${shown(event)} with ${shown(bindings)}`
      if (given !== UNSURE) expect(shown(given), where).toBe(expected)
      expect(
        outcome(() => evaluate(event, bindings, SURROUNDINGS)),
        where,
      ).toBe(expected)
    }
  }
}

describe('the quick way gives what the full one gives, or is unsure', () => {
  test.each(QUICK)('%s', (text) => {
    expect(compileExpression(text).attempt).toBeDefined()
    expectSame(text, EVENTS)
  })

  test.each(OTHERS)('%s has none', (text) => {
    expect(compileExpression(text).attempt).toBeUndefined()
  })

  test('is sure of the common events', () => {
    const event = { payload: { a: 5, b: 2, name: 'x', length: 3 }, topic: 't', key: 'k', time: 1, params: {} }
    for (const text of [
      'payload.a > 1',
      'payload.x > 1',
      'params.room',
      '{"a": payload.x}',
      'payload.length',
    ]) {
      expect(compileExpression(text).attempt?.(event), text).not.toBe(UNSURE)
    }
  })

  test('is left out where an expression is large', () => {
    expect(
      compileExpression(Array.from({ length: 100 }, () => 'payload.a').join(' + ')).attempt,
    ).toBeUndefined()
    const path = Array.from({ length: 40 }, () => 'a').join('.')
    for (const text of [path, `$sum(${path})`]) {
      expect(compileExpression(text).attempt).toBeUndefined()
      expect(outcome(() => compileExpression(text).evaluate({ a: { a: 1 } }))).toBe('undefined undefined')
    }
  })
})

describe('names that something inherits', () => {
  const owners = { Object, Array, String, Number, Boolean, Function, Map, Set, Date, ArrayBuffer, Uint8Array }
  const rows = Object.entries(owners).map(([owner, { prototype }]) => ({
    owner,
    names: Object.getOwnPropertyNames(prototype).filter((name) => /^\w+$/.test(name)),
  }))
  test.each(rows)('those of $owner', ({ names }) => {
    for (const name of names) {
      const own = Object.fromEntries([[name, 3]])
      const records = [{}, own, bare({}), bare(own)]
      const others = ['text', [], [own], [1], 5, true, () => 1]
      const instances = [new Map(), new Set(), new Date(0), new ArrayBuffer(1), new Uint8Array(1)]
      const events = [...records, ...others, ...instances].flatMap((value) => [
        value,
        { payload: value, params: value },
        { payload: { a: value } },
      ])
      for (const path of [name, `payload.${name}`, `payload.a.${name}`, `params.${name}`]) {
        if (name !== '__proto__') expectSame(path, events)
        expectSame(`$exists(${path})`, events)
      }
      expectSame(`{"${name}": payload.${name}}`, events)
    }
  })
})

test('many expressions of many names agree as well, when there are more than places for them', () => {
  for (let i = 0; i < 120; i++) {
    const payload = { [`field${i}`]: i, [`other${i}`]: { deep: 'x' } }
    const event = { payload, topic: `t${i}` }
    expectSame(`payload.field${i}`, [event, {}])
    expectSame(`payload.other${i}.deep`, [event, {}])
    expectSame(`{"a${i}": payload.field${i}, "b": topic}`, [event, { payload: { [`field${i}`]: [i] } }, {}])
  }
})

test('what throws when it is read is an error as others are', () => {
  const closed = {
    get payload(): never {
      throw new TypeError('not now')
    },
  }
  expect(() => compileExpression('payload.c > 1').evaluate(closed)).toThrow(
    expect.objectContaining({ code: 'U1002', message: expect.stringContaining('not now') }),
  )
})

describe('the bounds of an evaluation', () => {
  const long = 'é'.repeat(150_000)
  const payload = { a: long, b: 'b'.repeat(60_000), many: Array.from({ length: 20_000 }, (_, v) => ({ v })) }

  test.each([
    'payload.a & "x"',
    'payload.b & payload.b',
    '$uppercase(payload.a)',
    '$lowercase(payload.a)',
    '$contains(payload.a, "x")',
    '$trim(payload.a)',
    '$length(payload.a)',
    '$hash(payload.a)',
    '$replace(payload.a, "x", "y")',
    '$substringBefore("x", payload.a)',
    '$pad(payload.b, 200000)',
    '$sum(payload.many.v)',
  ])('%s leaves long texts and lists to where they are paid for', (text) => {
    const { attempt, evaluate } = compileExpression(text)
    expect(attempt?.({ payload }, {}, undefined)).toBe(UNSURE)
    expect(evaluate({ payload })).toBeDefined()
  })

  test.each<[text: string, bounds: Partial<Bounds>]>([
    ['payload.b & "x"', { bytes: 1_000 }],
    ['payload.b & "x"', { characters: 1_000 }],
    ['$sum(payload.many.v)', { steps: 1 }],
    ['$merge([payload.many[0], { "w": 1, "x": 2, "y": 3 }])', { bytes: 10 }],
  ])('hold for %s, too, where they are %j', (text, bounds) => {
    expect(() => compileExpression(text, { bounds }).evaluate({ payload })).toThrow(
      /too long|budget|MB|characters/,
    )
  })
})
