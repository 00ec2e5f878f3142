import { expect, test } from 'vitest'
import { nearestNames } from './nearest.ts'

test.each<[name: string, known: readonly string[], near: string | undefined]>([
  ['fitler', ['map', 'filter', 'gate'], 'filter'],
  ['FILTER', ['map', 'filter'], 'filter'],
  ['max_keys', ['maxKeys'], 'maxKeys'],
  ['outOfOder', ['time', 'outOfOrder'], 'outOfOrder'],
  ['conditon', ['condition', 'conditions'], 'condition'],
  ['ab', ['cd'], undefined],
  ['a', ['b'], undefined],
  ['warm', ['farm', 'worm'], 'farm'],
  ['rocket', ['map', 'filter', 'gate'], undefined],
  ['', ['a'], undefined],
  ['x'.repeat(1000), ['x'.repeat(999)], undefined],
])('%s among %j: %s', (name, known, near) => expect(nearestNames()(name, known)).toBe(near))

test('stops looking once it has looked at enough', () => {
  const nearest = nearestNames()
  const known = Array.from({ length: 20_000 }, (_, i) => `${'x'.repeat(50)}${i}`)
  expect(nearest(`${'x'.repeat(50)}19999x`, known)).toBeDefined()
  for (let i = 0; i < 5; i++) nearest(`${'y'.repeat(54)}`, known)
  expect(nearest('filtr', ['filter'])).toBeUndefined()
})
