import { expect, test } from 'vitest'
import { doubtsIn } from './doubtful.ts'

test.each<[text: string, message: RegExp, remedy: string]>([
  ['payload["a"] = 5', /no field: a text in brackets keeps payload as it is/, 'write payload.a'],
  ["payload.list['set point']", /keeps list as it is/, 'write list.`set point`'],
  ['payload.`my-key`["a"]["c d"]', /keeps `my-key` as it is/, 'write `my-key`.a.`c d`'],
  ['(payload)["a"]', /keeps the value as it is/, 'write .a'],
  ['payload.a = 5 or 6', /6 stands alone beside "or", .*always true/, 'write payload.a in [5, 6]'],
  ['payload.a > 5 and 10', /10 stands alone .*changes nothing/, 'write payload.a > 5 and payload.a > 10'],
  ['payload.a or "b"', /"b" stands alone/, 'write a comparison on both sides of "or"'],
  [
    'payload.a and 0',
    /counts as false: the whole is always false/,
    'write a comparison on both sides of "and"',
  ],
  ['payload.a = ()', /always false/, 'write $not($exists(payload.a))'],
  ['() != payload.a.b', /always false/, 'write $exists(payload.a.b)'],
  ['$count(payload.a > 500)', /gives one: true or false/, 'write $count(payload[a > 500])'],
  ['$count(payload.list.v = "x") > 2', /gives one/, 'write $count(payload.list[v = "x"])'],
  [
    '$count(payload.list.v = payload.w)',
    /gives one/,
    'write the comparison in brackets, as in $count(payload[a > 5]); fields of the event begin with $$ there',
  ],
  ['$timeFormat(time, "DD.MM.YYYY")', /stand in brackets/, 'write "[D01].[M01].[Y0001]"'],
  ['$count(c > 5)', /gives one/, 'write $count($[c > 5])'],
  ['topic = "plant/+/climate"', /never equals/, 'write $topicMatches(topic, "plant/+/climate")'],
  ['topic != "plant/#"', /never equals/, 'write $not($topicMatches(topic, "plant/#"))'],
  [
    '$fromMillis(time, "YYYY-MM-DD HH:mm:ss")',
    /stand in brackets/,
    'write "[Y0001]-[M01]-[D01] [H01]:[m01]:[s01]"',
  ],
  ["$toMillis(payload.day, '%Y-%m-%d')", /stand in brackets/, 'write "[Y0001]-[M01]-[D01]"'],
  ['$fromMillis(time, "date")', /stand in brackets/, 'write such as "[Y0001]-[M01]-[D01]"'],
])('%s can hardly be meant', (text, message, remedy) => {
  expect(doubtsIn(text)).toEqual([{ message: expect.stringMatching(message), remedy }])
})

test.each([
  'payload.a[0]',
  'payload[name = "x"].a',
  'payload.a = 5 or payload.a = 6',
  'payload.a or true',
  'payload.a in ["5", "6"]',
  'payload.a = "5"',
  'payload[""]',
  '$now() > "2024"',
  'payload.plz < "10000"',
  'payload.a >= "2026-01-01"',
  '$count(payload.a)',
  '$count(payload[a > 5])',
  'topic = "plant/hall"',
  'payload.topic = "a/+/b"',
  '$fromMillis(time, "[Y]")',
  '$exists(payload.a)',
  'payload.{"a": b}',
])('%s may be meant', (text) => {
  expect(doubtsIn(text)).toEqual([])
})
