import { describe, expect, test } from 'vitest'
import { compileExpression } from './compile.ts'
import { ExpressionError } from './expression-error.ts'
import type { Surroundings } from './frame.ts'

const SURROUNDINGS = { now: Date.UTC(2026, 0, 31, 12, 30, 15, 7), random: () => 0.5 }

function failure(action: () => unknown): ExpressionError {
  try {
    action()
  } catch (error) {
    if (error instanceof ExpressionError) return error
    throw error
  }
  throw new Error('expected an ExpressionError, but it succeeded')
}

function evaluate(text: string, input: unknown = {}, bindings?: Record<string, unknown>): unknown {
  return compileExpression(text).evaluate(input, bindings, SURROUNDINGS)
}

describe('variables', () => {
  test.each([
    ['payload.c > $limit', ['limit']],
    ['$a + $b + $a', ['a', 'b']],
    ['($x := 1; $x + $y)', ['y']],
    ['$map(a, function($v){$v + $w})', ['w']],
    ['$sum(a) + $$.b', []],
    ['($f := function($n){$f($n)}; $f(1))', []],
    ['($x := 1; 2) + $x', ['x']],
  ])('%s reads %j', (text, names) => {
    expect(compileExpression(text).variables).toEqual(names)
  })

  test('are bound from outside, as own properties only', () => {
    expect(evaluate('$limit + 1', {}, { limit: 2 })).toBe(3)
    expect(evaluate('$toString', {}, {})).toBeUndefined()
    expect(evaluate('$limit')).toBeUndefined()
  })

  test('read before they are assigned, they still show the outer one', () => {
    expect(evaluate('($y := $x; $x := 1; [$y, $x])', {}, { x: 7 })).toEqual([7, 1])
  })

  test('that are not announced are refused with a suggestion and the position', () => {
    const error = failure(() => compileExpression('payload.c > $limt', { variables: ['limit', 'room'] }))
    expect(error).toMatchObject({ code: 'M1002', token: 'limt', position: 17 })
    expect(error.message).toBe('there is no variable $limt: did you mean $limit? (at character 17)')
    expect(compileExpression('payload.c > $limit', { variables: ['limit'] }).variables).toEqual(['limit'])
    expect(failure(() => compileExpression('$x', { variables: [] })).message).toContain('none are bound here')
    const spelling = (text: string, otherFunctions: readonly string[]) =>
      failure(() => compileExpression(text, { variables: [], otherFunctions })).message
    expect(spelling('$avrage(payload.c)', [])).toContain('did you mean $average?')
    expect(spelling('$stdev(payload.c)', ['stddev'])).toContain('did you mean $stddev?')
  })

  test('that are announced go before functions of their names', () => {
    const { evaluate } = compileExpression('payload + $count', { variables: ['count'] })
    expect(evaluate({ payload: 1 }, { count: 5 })).toBe(6)
    expect(compileExpression('$count([1, 1, 1])', { variables: ['sum'] }).evaluate({}, { sum: 1 })).toBe(3)
    const called = compileExpression('$count([1])', { variables: ['count'] })
    expect(failure(() => called.evaluate({}, { count: 5 })).code).toBe('T1006')
    expect(compileExpression('$eval', { variables: ['eval'] }).evaluate({}, { eval: 5 })).toBe(5)
  })

  test('functions of the language need no announcement', () => {
    for (const text of ['$eval("1 + 1")', '$sum([1, 1])', '[1, 1] ~> $sum', '($e := $eval; $e("2"))'])
      expect(compileExpression(text, { variables: [] }).evaluate({})).toBe(2)
  })

  test('the same text with other variables is compiled for those', () => {
    expect(compileExpression('$p').variables).toEqual(['p'])
    expect(failure(() => compileExpression('$p', { variables: [] })).code).toBe('M1002')
    expect(compileExpression('$p')).toBe(compileExpression('$p'))
  })
})

describe('constants', () => {
  test.each([
    ['1 + 2 * 3', 7],
    ['"a" & 1', 'a1'],
    ['[1, 2]', [1, 2]],
    ['{"a": $sum([1, 2])}', { a: 3 }],
    ['missing ? 1', null],
    ['$now()', null],
    ['$random()', null],
    ['$limit', null],
    ['$', null],
    ['$string()', null],
    ['1 + "x"', null],
    ['$count([1..10000000])', null],
    ['$map([1, 2], function($v){$v * 2})', [2, 4]],
    ['*', null],
    ['($x := 1; $x + 1)', 2],
    ['($x := {"a": [1, 2]}; $x.a[0])', 1],
    ['a.b', null],
    ['false and $random() > 1', false],
    ['$shuffle([1, 2])', null],
    ['$substring(1, 2)', null],
    ['$round(1.25 + 1, 1)', 2.2],
    ['$round(2.5) + $length("ab")', 4],
    ['$string([1, 2])', '[1,2]'],
    ['($f := $string; $f())', null],
    ['(function(){$string()})()', null],
    ['(function($v)<s-:s>{$v})()', null],
    ['(function($v)<s:s>{$v})("a")', 'a'],
    ['($y := $x; $x := 1; $y)', null],
  ])('%s is %j, or no constant where null stands', (text, value) => {
    expect(compileExpression(text).constant).toEqual(value === null ? undefined : { value })
  })

  test('who asks for a constant can change nothing of it', () => {
    const { constant = { value: {} }, evaluate } = compileExpression('{"a": [1]}')
    const { a } = constant.value as { a: number[] } // see the text
    expect(() => a.push(2)).toThrow(/not extensible/)
    expect(evaluate({})).toEqual({ a: [1] })
  })

  test('nothing is a constant too', () => {
    expect(compileExpression('()').constant).toEqual({ value: undefined })
  })

  test.each([
    ['1 + "a"', 'T2002'],
    ['"a" > 1', 'T2009'],
    ['$number("abc")', 'D3030'],
    ['$sum(["a"])', 'T0412'],
    ['$count', 'M1004'],
    ['function($x) { $x }', 'M1004'],
    // It may turn out well, or is meant to fail, or takes long.
    ['payload + "a"', undefined],
    ['$x + "a"', undefined],
    ['payload and 1 + "a"', undefined],
    ['$error("no")', undefined],
    ['$assert(false)', undefined],
    ['$now()', undefined],
    ['[1..1000000].($ + 1)', undefined],
    ['1 + 1', undefined],
  ])('%s fails whatever the input: %s', (text, code) => {
    expect(compileExpression(text).failure?.code).toBe(code)
  })

  test('each evaluation makes its own arrays and objects', () => {
    const expression = compileExpression('[{"a": 1}]')
    expect(expression.evaluate({})).toEqual([{ a: 1 }])
    expect(expression.evaluate({})).not.toBe(expression.evaluate({}))
  })
})

describe('results are plain', () => {
  test.each([
    ['a.b', { a: [{ b: 1 }, { b: 2 }] }],
    ['{"x": a.b[]}', { a: { b: 1 } }],
    ['[a.[b]]', { a: [{ b: 1 }, { b: 2 }] }],
    ['$map(a, $keys)', { a: [{ b: 1 }] }],
    ['a.[b, c]', { a: { b: 1 } }],
    ['$', [1, 2]],
    ['a{b: $}', { a: [{ b: 'k' }, { b: 'k' }] }],
  ])('%s', (text, input) => {
    expectPlain(evaluate(text, input))
  })

  function expectPlain(value: unknown): void {
    if (typeof value !== 'object' || value === null) return
    expect(Object.getPrototypeOf(value)).toBe(Array.isArray(value) ? Array.prototype : Object.prototype)
    expect(Object.getOwnPropertySymbols(value)).toEqual([])
    expect(Reflect.ownKeys(value).filter((key) => key !== 'length')).toEqual(Object.keys(value))
    Object.values(value).forEach(expectPlain)
  }

  test.each(['$sum', '{"f": function($x){$x}}', '[$uppercase]', '$map([1], function($x){function(){$x}})'])(
    '%s gives a function, which is refused',
    (text) => {
      expect(failure(() => evaluate(text)).code).toBe('M1004')
    },
  )
})

describe('only own data is reached', () => {
  test.each([
    ['constructor', {}],
    ['payload.toString', { payload: {} }],
    ['payload.__proto__', { payload: {} }],
    ['payload.length', { payload: 'text' }],
    ['payload.size', { payload: new Map([[1, 2]]) }],
    ['payload.name', { payload: () => 1 }],
    ['$lookup(payload, "constructor")', { payload: {} }],
    ['($f := function($x){$x}; $f.arity)', {}],
    ['$sum.name', {}],
    ['($f := $sum; $f.*)', {}],
    ['$keys($sum)', {}],
  ])('%s is nothing', (text, input) => {
    expect(evaluate(text, input)).toBeUndefined()
  })

  test('a field called __proto__ is a field like any other', () => {
    const input: unknown = JSON.parse('{"payload": {"__proto__": {"polluted": true}, "k": "__proto__"}}')
    expect(evaluate('payload.__proto__.polluted', input)).toBe(true)
    for (const text of [
      '{payload.k: 1}',
      '{"__proto__": 1}',
      '$merge([payload])',
      '$sift(payload, function($v){true})',
    ]) {
      const result = evaluate(text, input)
      expect(Object.getPrototypeOf(result), text).toBe(Object.prototype)
      expect(Object.keys(result as object), text).toContain('__proto__')
    }
    expect(evaluate('polluted')).toBeUndefined()
  })
})

describe('bounds', () => {
  const endless = [
    '($f := function($n){$n + $f($n + 1)}; $f(1))',
    '($f := function($n){$f($n + 1)}; $f(1))',
    '($f := function($n){$map([1, 2], function(){$f($n)})}; $f(1))',
    '($f := function($n){$sort([2, 1], $f)}; $f(1))',
    '$count([1..1000].([1..100000]))',
    '$pad("", 1e9)',
  ]
  test.each(endless)('%s ends with U1001', (text) => {
    expect(failure(() => evaluate(text)).code).toBe('U1001')
  })

  test('recursion is stopped by the bound, long before the stack ends', () => {
    expect(failure(() => evaluate(endless[0] ?? '')).message).toContain('calls inside calls')
    expect(evaluate('($f := function($n){$n = 0 ? 0 : 1 + $f($n - 1)}; $f(490))')).toBe(490)
  })

  test.each([
    ['brackets', '['.repeat(10_000) + ']'.repeat(10_000)],
    ['parentheses', '('.repeat(10_000) + '1' + ')'.repeat(10_000)],
    ['minus signs', `${'-'.repeat(10_000)}a`],
    ['a long sum', `a${' + a'.repeat(20_000)}`],
  ])('10,000 nested %s are an ordinary error', (_, text) => {
    const error = failure(() => evaluate(text, { a: 1 }))
    expect(error.code).toBe('U1001')
  })

  test('deep recursion in tail position is fine', () => {
    expect(evaluate('($f := function($n){$n = 0 ? "done" : $f($n - 1)}; $f(100000))')).toBe('done')
  })

  test('data that is nested too deeply is an ordinary error', () => {
    let deep: unknown = 1
    for (let i = 0; i < 100_000; i++) deep = [deep]
    expect(failure(() => evaluate('$string($)', deep)).code).toBe('U1001')
  })

  test('a huge range has the error of JSONata', () => {
    expect(failure(() => evaluate('[1..10000001]')).code).toBe('D2014')
  })
})

describe('where the interpreter has it wrong', () => {
  test.each([
    // It filters the call in tail position, not what that gives.
    ['$map([1, 2], function($x){($string($x))[$ = "2"]})', {}, '2'],
    ['$map([[1, 2]], function($x){($append($x, 3))[-1]})', {}, 3],
    // It cannot call a built-in function that is handed to another one in tail position.
    ['(function($x){$map($x, $string)})([1, 2])', {}, ['1', '2']],
    // It takes the one element that two keys share from the second of them, where something is bound.
    ['a#$x{"k": b, "j": b}', { a: { b: 1 } }, { k: 1, j: 1 }],
    // It copies the left side, and makes another expression of the pattern in it.
    ['$match("abc", /b/) ?? 1', {}, { match: 'b', index: 1, groups: [] }],
    ['($random() > 0.4) ?: "no"', {}, true],
  ])('%s', (text, input, result) => {
    expect(evaluate(text, input)).toEqual(result)
  })

  test('an empty array of the input stays empty', () => {
    const input = { a: [] }
    expect(evaluate('a{"k": $}', input)).toEqual({})
    expect(input).toEqual({ a: [] })
  })

  test('the left side of ?? and ?: is evaluated once', () => {
    const draws = [0.1, 0.9]
    const random = () => draws.shift() ?? 1
    expect(compileExpression('$random() ?? 5').evaluate({}, {}, { now: 0, random })).toBe(0.1)
    expect(compileExpression('$random() ?: 5').evaluate({}, {}, { now: 0, random })).toBe(0.9)
  })

  test('?? within ?? is refused where reading it would take forever', () => {
    expect(evaluate(`${'('.repeat(10)}a${' ?? b)'.repeat(10)}`, { b: 1 })).toBe(1)
    const nested = `${'('.repeat(200)}a${' ?? b)'.repeat(200)}`
    expect(failure(() => compileExpression(nested))).toMatchObject({
      code: 'U1001',
      message: expect.stringContaining('within each other'),
    })
    const withOthers = `${'['.repeat(200)}a${' ?: b, 1]'.repeat(200)}`
    expect(failure(() => compileExpression(withOthers)).message).toContain('within each other')
    expect(evaluate(`a${' ?? a'.repeat(40)} ?? 1`, {})).toBe(1)
    const many = `{${Array.from({ length: 50 }, (_, i) => `"k${i}": a ?? "??"`).join(', ')}}`
    expect(Object.keys(evaluate(many) as object)).toHaveLength(50)
  })
})

test('what goes wrong in the data itself is an ordinary error too', () => {
  expect(failure(() => evaluate('$string(a)', { a: [1n] }))).toMatchObject({ code: 'U1002' })
})

test('a variable is announced without $', () => {
  expect(() => compileExpression('$limit', { variables: ['$limit'] })).toThrow(/without \$: "limit"/)
})

describe('surroundings', () => {
  test.each([
    ['$now()', '2026-01-31T12:30:15.007Z'],
    ['$millis()', SURROUNDINGS.now],
    ['$random()', 0.5],
    ['$shuffle([1, 2, 3])', [1, 3, 2]],
  ])('%s gives %j', (text, value) => {
    expect(evaluate(text)).toEqual(value)
    const error = failure(() => compileExpression(text).evaluate({}))
    expect(error.code).toBe('M1003')
    const other = text === '$now()' || text === '$millis()' ? { random: () => 0 } : { now: 0 }
    const half = failure(() => compileExpression(text).evaluate({}, {}, other as Surroundings))
    expect(half.code).toBe('M1003')
  })
})

describe('errors say what happened, where, and what was expected', () => {
  test.each([
    ['a + 1', { a: 'x' }, 'T2001', 'the left side of + must be a number, got "x" (at character 3)'],
    [
      'a > "x"',
      { a: 1 },
      'T2009',
      'cannot compare 1 with "x" (a text) by >: expected two numbers or two texts (at character 3)',
    ],
    ['$number(a)', { a: '9.5 °C' }, 'D3030', 'cannot make a number of "9.5 °C" (at character 8)'],
    ['$uppercase(a)', { a: 1 }, 'T0410', 'argument 1 of $uppercase must be a text, got 1 (at character 11)'],
    [
      '$sum(a)',
      { a: ['x'] },
      'T0412',
      'argument 1 of $sum must be an array of numbers, got an array of 1 (at character 5)',
    ],
    ['{a: 1}', { a: 1 }, 'T1003', 'a key of an object must be a text, got 1 (at character 1)'],
    ['$error("no " & a)', { a: 'luck' }, 'D3137', 'no luck (at character 7)'],
    ['sum(a)', {}, 'T1005', 'sum is a field here, not a function: did you mean $sum? (at character 4)'],
    ['$random(1)', {}, 'T0410', 'argument 1 of $random must be left out, got 1 (at character 8)'],
    ['$nothing(1)', {}, 'T1006', 'nothing is not a function (at character 9)'],
    // A function that was handed on fails by its own name, be it handed on twice.
    ['$map(v, $abs)', { v: ['a'] }, 'T0410', 'argument 1 of $abs must be a number, got "a" (at character 5)'],
    [
      '(function($f){$map(v, $f)})($abs)',
      { v: ['a'] },
      'T0410',
      'argument 1 of $abs must be a number, got "a" (at character 18)',
    ],
    [
      '$filter(v, function($x)<n>{$x})',
      { v: ['a'] },
      'T0410',
      'argument 1 of the function given must be a number, got "a" (at character 8)',
    ],
    ['$map(v)', { v: 1 }, 'T0410', 'argument 2 of $map must be a function, got nothing (at character 5)'],
    ['$zip()', {}, 'T0410', 'argument 1 of $zip must be a value, got nothing (at character 5)'],
    [
      'function($x)<(sn)b:x>{1}([1], true)',
      {},
      'T0410',
      'argument 1 of the function must be a text or a number, got an array of 1 (at character 25)',
    ],
    ['2()', {}, 'T1006', '2 is not a function (at character 2)'],
    ['true(?)', {}, 'T1008', 'true is not a function, so it cannot be applied in part (at character 5)'],
  ])('%s over %j', (text, input, code, message) => {
    const error = failure(() => evaluate(text, input))
    expect(error.code).toBe(code)
    expect(error.message).toBe(message)
  })

  test.each([
    ['a +', 'S0207', 3],
    ['"abc', 'S0101', 4],
    ['a b', 'S0201', 3],
    ['$x(', 'S0203', 3],
    ['/(/', 'S0302', 3],
  ])('parsing %s', (text, code, position) => {
    expect(failure(() => compileExpression(text))).toMatchObject({ code, position })
  })
})
