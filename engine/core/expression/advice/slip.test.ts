import { expect, test } from 'vitest'
import { compileExpression } from '../compile.ts'
import { ExpressionError } from '../expression-error.ts'
import { remedyFor } from './remedy.ts'

const set = (instead: string, name = 'x'): string =>
  `nothing is assigned here; a payload with another ${name} is ${instead}`

const several =
  'one expression gives one value: put several into an object, { "a": payload.a, "b": payload.b }, or steps into parentheses, ($x := payload.a; $x * 2)'

test.each([
  ['payload.c == 3', 'write = for "is equal"'],
  ['payload.c === 3', 'write = for "is equal"'],
  ['payload.c !== 3', 'write != for "is not equal"'],
  ['payload.a && payload.b', 'write "and" in place of &&'],
  ['payload.a || payload.b', 'write "or" in place of ||'],
  ['!payload.on', 'write $not(...) in place of !'],
  ['not payload.on', 'write $not(...)'],
  ['payload.a is null', 'write = null, or $not($exists(payload.name))'],
  ['{room}', 'braces are for the topics of sinks; in an expression write params.room'],
  ['house/{room}', "braces are for the topics of sinks; in an expression write 'house/' & params.room"],
  ['key: {key}', "braces are for the topics of sinks; in an expression write 'key: ' & key"],
  ['payload.c > 3;', 'take out the ; at the end'],
  ['msg.payload.x = 5; return msg;', set('$merge([payload, { "x": 5 }])')],
  ['payload.a.b += 1', set('$merge([payload, { "a": $merge([payload.a, { "b": 5 }]) }])', 'a')],
  ['payload.x := 5', set('$merge([payload, { "x": 5 }])')],
  ["{...payload, 'x': 5}", 'write $merge([payload, { "x": 5 }]) to add to an object'],
  ['payload.a AND payload.b', 'write "and" in small letters'],
  ['payload.a is not null', 'write $exists(payload.name), or != null'],
  ['payload.a !~ "x"', 'write $not($contains(payload.name, /pattern/))'],
  ['payload.a>5 payload.b>3', 'between two values stands an operator, such as & or +'],
  ['payload.c => 30', 'write >= for "at least"'],
  ['payload.c =< 30', 'write <= for "at most"'],
  ['payload.c ≥ 30', 'write >= in place of ≥'],
  ['payload.name ~ /ab/', 'write $contains(payload.name, /pattern/)'],
  ['payload.name =~ /ab/', 'write $contains(payload.name, /pattern/)'],
  ['typeof payload.c = "number"', 'write $type(...)'],
  ['payload.c = 0x10', 'write 16 in place of 0x10'],
  ['payload.c > .5', 'write 0.5 in place of .5'],
  ['payload.c > +5', 'leave out the + before the number'],
  ['payload.c > 5 and < 10', 'write payload.c > 5 and payload.c < 10'],
  ['payload.c < 5 or > 10', 'write payload.c < 5 or payload.c > 10'],
  ['$startsWith(topic, "a")', 'write $contains(payload.name, /^ab/)'],
  [
    '$previous(payload.c)',
    'an expression knows one event alone: "millrace docs functions" says under "The value before" how to compare it with others',
  ],
  ['payload.c gt 30', 'write > in place of gt'],
  ['payload.c LTE 30', 'write <= in place of LTE'],
  ['if (payload.c > 3) true', 'write condition ? value : other value'],
  ['payload.c > 3 then 1', 'write condition ? value : other value'],
  ['let x = payload.c; x', 'a value gets a name in parentheses: ($x := payload.c; $x * 2)'],
  ['new Date() > 3', 'write $millis() for ms, $now() for a text'],
  ['return payload', 'an expression is itself what it gives: leave out return and ;'],
  ['payload.c >= 3,5', 'the decimal sign is a point: 3.5; values of a list stand in square brackets'],
  ['payload.c > 30 °C', 'leave out °C: a number has no unit here'],
  ['payload.c > 30C', 'leave out C: a number has no unit here'],
  ['payload.c >', 'something is missing behind ">"'],
  ['payload.c > 3 or', 'something is missing behind "or"'],
  ["payload.a ? 'x' :", 'something is missing behind ":"'],
  ["'it's'", String.raw`a text with ' in it stands in double quotes, in JSON \"it's\"`],
  ['payload.a?.b', 'write . in place of ?. (what is not there gives nothing)'],
  ['payload.c ** 2', 'write $power(a, b) in place of a ** b'],
  [
    '$foo\\q',
    'a parameter of the flow is declared: "parameters": { "foo\\q": { "type": "number", "default": 0 } }',
  ],
  ['payload.c ^ 2', 'write $power(a, b) in place of a ^ b'],
  ['payload.list[0..1]', 'a range of places stands in two brackets: [[0..1]]'],
  ['payload.c in 1..5', 'a range stands in square brackets: [1..5]'],
  ['payload.c > 5 # hot', 'a comment stands between /* and */'],
  ['{ "a": 1, }', 'take out the comma before }'],
  ['// a comment\npayload.c', 'a comment stands between /* and */'],
  ['hello world', "a text stands in quotes: 'hello world'"],
  ['payload.state = “is open”', 'write plain quotes: " or \''],
  ['payload.my temp', 'a name with a space stands in backquotes: `my temp`'],
  ['payload.1st', 'a name that begins with a digit stands in backquotes: payload.`1st`'],
  ["payload.s contains 'a'", 'write $contains(payload.name, "part")'],
  ['{{payload.c}} > 8', 'braces are for the topics of sinks; in an expression write payload.c'],
  ['$map(payload.l, x => x + 1)', 'write a function as function($x) { $x + 1 }'],
  ['payload.text = "a == b" and', 'something is missing behind "and"'],
  ['payload.c > 3)', undefined],
  ['$x := 5; $x', 'put the steps into parentheses: ($x := 5; $x)'],
  ["$x := 'a;b'; $x & 'c';", "put the steps into parentheses: ($x := 'a;b'; $x & 'c')"],
  ['$x = 5; $x', 'a value gets a name in parentheses: ($x := 5; $x * 2)'],
  ['$x := 5;', 'take out the ; at the end'],
  ['($ok := payload.c = 5; $ok && payload.d)', 'write "and" in place of &&'],
  ['$map(payload.l, function($v) { $x := 2; $v * $x })', several],
  ['$x += 1', undefined],
  ['msg.payload = 5; return msg;', 'nothing is assigned here, the value is the new payload: write 5'],
  ['payload := 5', 'nothing is assigned here, the value is the new payload: write 5'],
  ['payload.a or', 'something is missing behind "or"'],
  ['payload.', 'something is missing behind "."'],
  ["{ 'a':", 'something is missing behind ":"'],
  ['payload.if > 3 +', 'something is missing behind "+"'],
  ['payload.else 3', undefined],
  ['payload.humidity > 5%', 'leave out %: a number has no unit here'],
  ['{ "a": payload.a, "b" payload.b }', undefined],
  ['payload.n mod 2 = 0', 'write % in place of mod'],
  ['payload.a between 1 and 2', 'write payload.a >= 1 and payload.a <= 2'],
  ['payload.a payload.b', 'between two values stands an operator, such as & or +'],
  ["'at ' time", 'between two values stands an operator, such as & or +'],
  ['payload.a and and payload.b', undefined],
  ['payload.a xor payload.b', undefined],
  ['payload.my temp > 3', 'a name with a space stands in backquotes: `my temp`'],
  ['payload.a in (1,2)', 'a list stands in square brackets: in [1, 2]'],
  ["payload.a in ('x', 'y')", 'a list stands in square brackets: in [1, 2]'],
  ['function(x) { x }', 'names in a function begin with $: function($x) { $x + 1 }'],
  ['$map(payload.l, function(x) { x })', 'names in a function begin with $: function($x) { $x + 1 }'],
])('%s is refused, with the remedy %s', (text, remedy) => {
  const error = refusalOf(text)
  expect(remedyFor(error, text)).toBe(remedy)
})

test.each([
  ['$key', 'write key: a field of the event has no $'],
  ['$payload.c.d > 3', 'write payload.c.d: a field of the event has no $'],
  ['$event.payload.c', 'write payload.c: a field of the event has no $'],
  ['$$limit > 3', 'write $limit with one $, as every parameter'],
  ['$frobnicate(1)', '"millrace docs expressions" has all functions there are'],
  ['(payload.c > 3', 'add the ) that is missing'],
  ['($x := payload.a; $x * 2', 'add the ) that is missing'],
  ['($a := 1; $b := 2; $a + $b', 'add the ) that is missing'],
  ['payload.l[c = 5', 'add the ] that is missing'],
  ['{ "a": payload.a', 'add the } that is missing'],
  ['(payload.c > 3 /* high */', 'add the ) that is missing'],
])('%s: %s', (text, remedy) => {
  expect(remedyFor(refusalOf(text), text)).toBe(remedy)
})

test.each([
  '$merge([payload, { "a": $merge([payload.a, { "b": 5 }]) }])',
  "'house/' & params.room",
  '($x := payload.c; $x * 2)',
  '{ "a": payload.a, "b": payload.b }',
  '$power(2, 3)',
  'payload.`my temp` & payload.`1st`',
  '/* a comment */ payload.c',
  '$contains(payload.name, "part")',
  '$substring($fromMillis(time), 11, 5)',
  '$substring($now(), 11, 5)',
  '$map(payload.list, function($one, $index) { $one.c * $index })',
  '$string($round(payload.name, 1))',
  "$split(payload.name, '-')",
  "($x := 'a;b'; $x & 'c')",
  'payload.a >= 1 and payload.a <= 2',
  'payload.a in [1, 2]',
])('what is put in its place can be read: %s', (text) => {
  expect(() => compileExpression(text, { variables: [] })).not.toThrow()
})

/** Why an expression is refused; it has to be. */
function refusalOf(text: string): ExpressionError {
  try {
    compileExpression(text, { variables: ['limit'] })
  } catch (error) {
    if (error instanceof ExpressionError) return error
  }
  throw new Error(`${text} is not refused`)
}

test.each([
  ['$abss(1)', 'there is no function $abss: did you mean $abs? (at character 5)'],
  ['$avg(payload.c)', 'there is no function $avg: did you mean $average? (at character 4)'],
  ['$limt', 'there is no variable $limt: did you mean $limit? (at character 5)'],
  ['$frobnicate(1)', 'there is no function $frobnicate (at character 11)'],
])('%s: %s', (text, message) => {
  expect(() => compileExpression(text, { variables: ['limit'] })).toThrow(message)
})

test.each([
  [
    'payload > 80',
    'cannot compare "82" (a text) with 80 by >: expected two numbers or two texts; $number(...) makes a number of a text (at character 9)',
  ],
  ['payload > true', 'cannot compare by >: expected numbers or texts, got true (at character 9)'],
])('%s on "82": %s', (text, message) => {
  expect(() => compileExpression(text).evaluate({ payload: '82' })).toThrow(message)
})

test.each(['a.', 'a ', 'function (', '/*', '('])('a long text of %j is given up soon', (part) => {
  const error = new ExpressionError('S0201', { token: ';' })
  // Looked through as a whole, each of these would take seconds.
  expect(remedyFor(error, part.repeat(200_000))).toBeUndefined()
})
