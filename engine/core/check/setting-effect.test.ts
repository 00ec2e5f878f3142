import { expect, test } from 'vitest'
import type { Json } from '../model/json.ts'
import { number } from '../operator/settings/number.ts'
import { type Effect, effectOf } from './setting-effect.ts'

const settings = {
  first: number({ summary: 'Stands alone', default: 1 }),
  second: number({ summary: 'With the first', optional: true, when: { setting: 'first', in: [1, 2] } }),
  third: number({ summary: 'With the second', default: 3, when: { setting: 'second', in: [2] } }),
  round: number({ summary: 'With itself', default: 1, when: { setting: 'round', in: [1] } }),
  lost: number({ summary: 'With one that is not there', default: 1, when: { setting: 'toString', in: [1] } }),
}

test.each<[values: { readonly [name: string]: Json }, name: string, effect: Effect]>([
  [{}, 'first', 'yes'],
  [{}, 'second', 'yes'],
  [{ first: 2 }, 'second', 'yes'],
  [{ first: 3 }, 'second', { because: 'first is 3' }],
  [{ first: 'x' }, 'second', { because: 'first is x' }],
  [{ first: 99 }, 'second', 'not known'],
  [{}, 'third', { because: 'second is not there' }],
  [{ second: 2 }, 'third', 'yes'],
  [{ second: 2, first: 3 }, 'third', { because: 'first is 3' }],
  [{ second: 2, first: 99 }, 'third', 'not known'],
  [{}, 'round', 'yes'],
  [{}, 'lost', { because: 'toString is not there' }],
])('with %j, %s: %j', (values, name, effect) => {
  const present = {
    values: new Map(Object.entries(values)),
    isDoubtful: (_: string, value: Json | undefined) => value === 99,
  }
  expect(effectOf(settings, present, name)).toEqual(effect)
})
