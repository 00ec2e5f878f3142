import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { called } from '../evaluated.fixture.ts'

test('a counter that turns over and one that begins anew lose nothing', () => {
  const steps = fc.array(fc.integer({ min: 0, max: 999 }), { maxLength: 50 })
  fc.assert(
    fc.property(steps, fc.integer({ min: 0, max: 999 }), (increases, start) => {
      let reading = start
      for (const increase of increases) {
        const next = (reading + increase) % 1000
        expect(called('counterIncrease', next, reading, 1000)).toBe(increase)
        reading = next
      }
    }),
  )
})

test('a value that swings around a limit by less than the hysteresis switches once', () => {
  let isOn = false
  const states = [70, 79, 81, 79, 82, 76, 81, 74, 79].map(
    (now) => (isOn = Boolean(called('changeSwitch', now, 80, 75, isOn))),
  )
  expect(states).toEqual([false, false, true, true, true, true, true, false, false])
})

test('what switches on below a limit is what switches on above it upside down', () => {
  const number = fc.integer({ min: -9, max: 9 })
  fc.assert(
    fc.property(number, number, number, fc.boolean(), (now, on, off, was) => {
      fc.pre(on !== off)
      expect(called('changeSwitch', -now, -on, -off, was)).toBe(called('changeSwitch', now, on, off, was))
    }),
  )
})

test('each way over a limit is the other way back', () => {
  const number = fc.integer({ min: -9, max: 9 })
  fc.assert(
    fc.property(number, number, number, (now, before, limit) => {
      const there = called('changeCrossing', now, before, limit)
      const back = called('changeCrossing', before, now, limit)
      expect(back).toBe(there === 'up' ? 'down' : there === 'down' ? 'up' : undefined)
    }),
  )
})

test.each<[name: string, args: readonly unknown[], said: string]>([
  [
    'counterIncrease',
    [1000, 5, 1000],
    'argument 1 of $counterIncrease: expected a reading from 0 to below 1000, got 1000',
  ],
  ['counterIncrease', [5, -1, 1000], 'argument 2 of $counterIncrease'],
  ['counterIncrease', [-5, 1], 'argument 1 of $counterIncrease: expected a reading of 0 or more, got -5'],
  ['changePercent', [1e308, 1e-308], 'a number is out of range'],
  ['counterIncrease', [5, 1, 0], 'argument 3 of $counterIncrease: expected a number above 0'],
  ['changeRate', [5, 1, 1000, '0s'], 'argument 4 of $changeRate: expected a duration such as "1h"'],
])('%s of %j says what is wrong', (name, args, said) => {
  expect(() => called(name, ...args)).toThrow(said)
})
