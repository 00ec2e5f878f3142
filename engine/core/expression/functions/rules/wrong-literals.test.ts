import { expect, test } from 'vitest'
import { wrongLiteralsIn } from './wrong-literals.ts'

test.each<[text: string, message: string, remedy?: string]>([
  [
    '$unitConvert(payload.f, "Farenheit", "°C")',
    'argument 2 of $unitConvert: expected a unit such as "°C", "kWh" or "m3/h", got "Farenheit": it fails',
    'did you mean "fahrenheit"?',
  ],
  [
    'payload.p > 1 and $unitConvert(payload.p, "bar", "°C") > 3',
    'argument 3 of $unitConvert: expected a unit of pressure, as bar is, got "°C": it fails',
    'that is a unit of temperature',
  ],
  [
    '$unitConvert(payload.f, payload.unit, "Farenheit")',
    'argument 3 of $unitConvert',
    'did you mean "fahrenheit"?',
  ],
  ['$timeTruncate(time, "days")', 'argument 2 of $timeTruncate: expected one of second, minute'],
  ['$timeParts(time, "Europe/Berlino").hour', 'argument 2 of $timeParts: expected the name of a time zone'],
  [
    '$topicMatches(topic, "a/#/b")',
    'argument 2 of $topicMatches',
    'put # at the end, or use + for a single level',
  ],
  ['$quantile(payload.list, 95)', 'argument 2 of $quantile: expected a part from 0 to 1'],
  ['$hash(key, "md5")', 'argument 2 of $hash: expected "sha256" or "fnv1a"'],
])('%s', (text, message, remedy) => {
  const [found, ...others] = wrongLiteralsIn(text)
  expect(others).toEqual([])
  expect(found?.message).toContain(message)
  expect(found?.remedy).toBe(remedy)
})

test.each([
  '$unitConvert(payload.f, "°F", "°C")',
  '$unitConvert(payload.f, payload.unit, "°C")',
  '$changeSwitch(payload.a, payload.on, 1)',
  '$changeSwitch(payload.a, payload.on, 2)',
  '$timeWithin(time, "22:00", payload.end)',
  '$tableInterpolate($table, "cm", payload.cm, "litres")',
  '$tableStep($table, "from", 5)',
  '$counterIncrease(payload.a, payload.b, 10000)',
  '$changeCrossing(payload.a, payload.b, 80, 5)',
  '$geoInside(payload, $fence)',
  '$slope(payload.a, payload.b)',
  '"days" ~> $timeTruncate("days")',
  '($hash := function($a, $b) { $a & $b }; $hash("a", "md5"))',
  '$topicLevel(topic, -1)',
  '$round(payload.c, 2)',
])('%s is right as far as one can see', (text) => {
  expect(wrongLiteralsIn(text)).toEqual([])
})
