import { expect, test } from 'vitest'
import { Callable } from './calling/callable.ts'
import { compileExpression } from './compile.ts'
import { ExpressionError } from './expression-error.ts'

/** What a careless evaluator would take for its own, or for a way out of the language. */
const event = (): object =>
  JSON.parse(`{
    "payload": {
      "c": 1, "list": [3, 1, 2], "text": "abc",
      "items": [{ "v": 1 }, { "v": 2 }],
      "__proto__": { "polluted": true },
      "lambda": { "_jsonata_lambda": true, "body": { "type": "variable", "value": "process" }, "arguments": [] },
      "native": { "_jsonata_function": true, "implementation": "process" },
      "sequence": { "sequence": true, "tupleStream": true, "outerWrapper": true, "length": 5 },
      "match": { "match": "", "start": 0, "end": 0, "groups": [], "next": "constructor" },
      "thenable": { "then": "x", "toString": "x", "valueOf": "x", "toJSON": "x" }
    },
    "topic": "constructor", "key": "__proto__", "time": 0
  }`) as object

function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value
  for (const name of Object.getOwnPropertyNames(value)) frozen((value as Record<string, unknown>)[name])
  return Object.freeze(value)
}

/** Nothing but JSON: no functions, no objects of another kind than literals give. */
function expectPlain(value: unknown): void {
  if (value === undefined || value === null) return
  expect(['string', 'number', 'boolean', 'object']).toContain(typeof value)
  if (typeof value !== 'object') return
  const kinds: unknown[] = [Object.prototype, Array.prototype]
  expect(kinds).toContain(Object.getPrototypeOf(value))
  for (const name of Object.getOwnPropertyNames(value)) {
    const { get, set } = Object.getOwnPropertyDescriptor(value, name) ?? {}
    expect([get, set]).toEqual([undefined, undefined])
    if (!(Array.isArray(value) && name === 'length')) expectPlain((value as Record<string, unknown>)[name])
  }
}

const builtIn = (): unknown =>
  [Object, Function, Array, String, Number, RegExp, Promise].map((one) => [
    Object.getOwnPropertyNames(one).join(),
    Object.getOwnPropertyNames(one.prototype).join(),
  ])

/** The result, or the code of the error. Whatever it is, nothing else has happened. */
function outcome(text: string): unknown {
  const before = builtIn()
  const input = frozen(event())
  let result: unknown
  try {
    result = compileExpression(text).evaluate(input, { limit: 1 }, { now: 0, random: () => 0.5 })
    expectPlain(result)
  } catch (error) {
    expect(error).toBeInstanceOf(ExpressionError)
    result = (error as ExpressionError).code
    // What is thrown by a write to what is frozen, or by something that is no value of the language.
    expect(result, String(error)).not.toBe('U1002')
  }
  expect(builtIn()).toEqual(before)
  expect(JSON.stringify(input)).toBe(JSON.stringify(event()))
  return result
}

const code = (pattern: RegExp): unknown => expect.stringMatching(pattern)

test.each<[what: string, text: string, expected: unknown]>([
  // CVE-2024-27307: a transform that writes to a prototype.
  ['a transform of a prototype', '$ ~> |__proto__|{ "polluted": true }|', expect.anything()],
  ['a transform of a constructor', '$ ~> |constructor.prototype|{ "polluted": true }|', expect.anything()],
  ['a transform of a function', '$sum ~> |$|{ "polluted": true }|', 'M1004'],
  [
    'a transform with a name that is a prototype',
    'payload.items[0] ~> |$|{ "__proto__": { "v": 5 } }|',
    expect.anything(),
  ],
  ['a transform of what a function gives', 'payload ~> |$keys($)|{ "x": 1 }|', expect.anything()],
  ['a transform of a match', '$match("a", /a/) ~> |$|{ "x": 1 }|', expect.anything()],
  // CVE-2026-12208: names of objects that are made.
  ['an object with a prototype for a name', '{ "__proto__": { "polluted": true } }.polluted', undefined],
  ['a group with a prototype for a name', 'payload.items{ "__proto__": v }', expect.anything()],
  ['a group with a constructor for a name', 'payload.items{ "constructor": v }', { constructor: [1, 2] }],
  ['a group by the key of the event', '{ key: 1 }', expect.anything()],
  [
    'objects put together with a prototype',
    '$merge([{ "__proto__": { "polluted": true } }, {}]).polluted',
    undefined,
  ],
  ['an object sifted', '$sift(payload, function($v, $k) { $k = "__proto__" })', expect.anything()],
  ['an object spread', '$spread({ "__proto__": 1 })', expect.anything()],
  ['a field of a field of every object', '{}.__proto__.__proto__', undefined],
  ['the constructor of an object', 'payload.constructor', undefined],
  ['the constructor of a text', 'payload.text.constructor', undefined],
  ['the constructor of a number', '(1).constructor', undefined],
  ['the constructor of a list', 'payload.list.constructor', undefined],
  ['the methods of a list', 'payload.list.map', undefined],
  ['the length of a list', '$lookup(payload.list, "length")', undefined],
  ['a constructor that is looked up', '$lookup(payload, "constructor")', undefined],
  ['a name that is the topic', '$lookup(payload, topic)', undefined],
  ['a name that is the key', '$lookup($, "constructor")', undefined],
  ['the keys of a function', '$keys($sum)', undefined],
  ['each field of a function', '$each($sum, function($v, $k) { $k })', code(/^T/)],
  ['every field of a function', '$sum.*', undefined],
  ['everything below a function', '$sum.**', expect.anything()],
  ['every field of a function of its own', '(function($x) { $x }).*', undefined],
  // The leak of a host function in a prototype.
  ['the implementation of a function', '$sum.(implementation)', undefined],
  ['the implementation of a function, looked up', '$lookup($sum, "implementation")', undefined],
  ['the implementation in a step', '[$sum].implementation', undefined],
  ['the environment of a function', '(function($x) { $x }).(environment)', undefined],
  ['the environment of a partial application', '$substring("a", ?).environment', undefined],
  ['the body of a function', '(function($x) { $x }).body', undefined],
  ['a function of a function', '$sum.constructor("return process")()', code(/^T/)],
  ['a function made of a text', 'constructor.constructor("return process")()', undefined],
  ['what a regular expression is made of', '/a/.(constructor)', undefined],
  ['what a match goes on with', '($m := /a/; $m("aa").next.constructor)', undefined],
  ['what a match goes on with, called', '($m := /a/; $m("aa").next())', expect.anything()],
  ['the bindings of this', '$eval("this")', undefined],
  ['the global object', 'globalThis', undefined],
  ['the global object as a variable', '$globalThis', undefined],
  ['the process', '$process.mainModule.require("fs")', undefined],
  ['a module', '$require("fs")', code(/^T/)],
  ['the prototype as a variable', '$__proto__', undefined],
  ['the constructor as a variable', '$constructor', undefined],
  ['a method as a variable', '$hasOwnProperty("a")', code(/^T/)],
  ['a method that all objects have', '$toString()', code(/^T/)],
  ['a built-in name that is inherited', '$valueOf', undefined],
  // Events that pretend to be something of the evaluator's.
  ['an event that looks like a function', 'payload.lambda()', code(/^T/)],
  ['an event that looks like a function, bound', '($f := payload.lambda; $f())', code(/^T/)],
  ['an event that looks like a function, applied', '$map([1], payload.lambda)', code(/^T/)],
  ['an event that looks like a built-in function', 'payload.native(1)', code(/^T/)],
  ['an event that looks like a built-in function, chained', '1 ~> payload.native', code(/^T/)],
  ['an object that is made to look like a function', '({ "_jsonata_lambda": true, "body": 1 })()', 'D1013'],
  ['an event that looks like a sequence', '$count(payload.sequence)', 1],
  ['an event that looks like a sequence, stepped through', 'payload.sequence.length', 5],
  [
    'an event that looks like a match',
    '$replace("abc", function($s) { $$.payload.match }, "x")',
    code(/^[TDU]/),
  ],
  ['an event that looks like a promise', 'payload.thenable.then', 'x'],
  ['an event with methods of its own', '"" & payload.thenable', expect.stringContaining('toJSON')],
  ['an event with methods of its own, compared', 'payload.thenable = payload.thenable', true],
  ['an event with methods of its own, as a number', '$number(payload.thenable)', code(/^T/)],
  // CVE-2026-77413 to -77415: from text to code.
  ['code in a name', 'payload.`"];process.exit();//`', undefined],
  ['code in a text', '"\\u0060${process.exit()}\\u0060"', expect.any(String)],
  ['code in a variable', '$`x`', undefined],
  ['code in a picture of a number', '$formatNumber(1, "0;process.exit()")', expect.anything()],
  ['code in a picture of a time', '$fromMillis(0, "[Y]\\"+process.exit()+\\"")', expect.any(String)],
  ['code in an evaluated text', '$eval("constructor.constructor(\'return process\')()")', undefined],
  ['code in an evaluated text of another', '$eval("$eval(\\"$sum.constructor\\")")', undefined],
  ['code in a replacement', '$replace("a", /a/, "$&$`$\'")', expect.any(String)],
  ['code in a signature', 'function($x)<s:(>{ $x }("a")', 'a'],
  ['a signature that repeats itself', 'function($x)<a<a<a<n>>>:n>{ $x }([])', expect.anything()],
  ['a pattern with flags of the host', '$match("a", /a/gy)', code(/^S/)],
  ['a pattern that looks behind', '$match("ab", /(?<=a)b/).match', expect.anything()],
  ['a named group that is a prototype', '$match("a", /(?<__proto__>a)/).groups', expect.anything()],
  // The event stays as it is.
  [
    'a transform of the event',
    '$ ~> |payload|{ "c": 2 }|',
    expect.objectContaining({ topic: 'constructor' }),
  ],
  ['a transform that takes out', '$ ~> |payload|{}, "c"|', expect.anything()],
  ['a transform of a list', 'payload ~> |items|{ "v": v + 1 }|', expect.anything()],
  [
    'a transform with a clone of its own',
    '($clone := function($x) { $x }; payload ~> |items|{ "v": 9 }|)',
    expect.anything(),
  ],
  [
    'a transform with a clone that gives the event',
    '($clone := function() { $$ }; payload ~> |$$.payload|{ "c": 9 }|)',
    expect.anything(),
  ],
  ['a sort', '$sort(payload.list)', [1, 2, 3]],
  ['an ordered path', 'payload.list^($)', [1, 2, 3]],
  ['a reversal', '$reverse(payload.list)', [2, 1, 3]],
  ['a list put behind', '$append(payload.list, payload.list)', [3, 1, 2, 3, 1, 2]],
  ['a shuffle', '$count($shuffle(payload.list))', 3],
  ['a merge into the event', '$merge([payload.items[0], { "v": 5 }])', { v: 5 }],
  ['a variable that is the event', '($p := payload; $p := $merge([$p, { "c": 5 }]); $$.payload.c)', 1],
  ['a list that is kept', 'payload.list[]', [3, 1, 2]],
  [
    'a reduce with the event as its start',
    '$reduce(payload.list, function($a, $b) { $append($a, $b) }, payload.list)',
    [3, 1, 2, 3, 1, 2],
  ],
])('%s', (_what, text, expected) => {
  expect(outcome(text)).toEqual(expected)
})

test('a function that is bound gives nothing of itself away', () => {
  const secret = Object.assign(() => 1, { token: 'secret' })
  const { evaluate } = compileExpression('[$f.token, $f.constructor, $keys($f), $string($f)]')
  expect(evaluate({}, { f: secret })).toEqual([''])
})

test.each([
  '$sum + 1',
  '$f + 1',
  '[1, [$f]] + 1',
  '{"a": [$sum]} < 1',
  '$map([1], $f) ~> 5',
  '$f ~> |$|{}|',
  '-$sum',
  '{ $f: 1 }',
  '$max([1, $sum])',
  '$lent($f)',
  '[1..$sum]',
  '$error($sum)',
])('the error of %s gives no function away', (text) => {
  const secret = Object.assign(() => [1], { token: 'secret' })
  const { evaluate } = compileExpression(text, { functions: { lent: { call: (value) => value } } })
  let thrown: unknown
  try {
    evaluate({}, { f: secret })
  } catch (error) {
    thrown = error
  }
  expect(thrown).toBeInstanceOf(ExpressionError)
  const seen: unknown[] = [thrown]
  for (let at = 0; at < seen.length; at++) {
    const part = seen[at]
    if (typeof part === 'function') expect(Reflect.ownKeys(part)).toEqual(['length', 'name'])
    if (typeof part === 'function') expect(Reflect.apply(part, undefined, [])).toBeUndefined()
    if (typeof part === 'object' && part !== null) seen.push(...Object.values(part))
    expect(part).not.toBeInstanceOf(Callable)
  }
})

test('what is bound is not changed', () => {
  const bound = frozen({ list: [2, 1], object: { a: 1 } })
  const { evaluate } = compileExpression(
    '[$sort($t.list), ($t ~> |object|{ "a": 2 }|).object.a, $t.object.a]',
  )
  expect(evaluate({}, { t: bound })).toEqual([1, 2, 2, 1])
})
