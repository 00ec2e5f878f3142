import { expect, test } from 'vitest'
import { compileExpression } from '../../compile.ts'

/** A call for each of many numbers `$n`. */
const often = (call: string): string => `$map([1..100000], function($n) { ${call} })`

const corners = Array.from({ length: 1000 }, (_, at) => [at / 100, at % 7])

test.each<[call: string, input: object]>([
  ['$timeParts($n, "Asia/Tokyo").day', {}],
  ['$topicMatches(topic, filter)', { topic: 'a', filter: 'a/'.repeat(1000) }],
  ['$geoInside([1, 1], fence)', { fence: corners }],
  ['$stddev(list)', { list: corners.map(() => 1) }],
  ['$tableRow(rows, { "id": -$n })', { rows: corners.map((_, id) => ({ id })) }],
  ['$hash(text)', { text: 'x'.repeat(1000) }],
])('%s is paid for', (call, input) => {
  const { evaluate } = compileExpression(often(call))
  expect(() => evaluate(input)).toThrow('budget of steps')
})
