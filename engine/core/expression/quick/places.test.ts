import { expect, test } from 'vitest'
import { perName, placesOf, reserving } from './places.ts'

const letters = ['a', 'b', 'c']

test('places are given out in order, and then one to all', () => {
  const next = placesOf(letters, 'shared')
  expect([next(), next(), next(), next(), next()]).toEqual(['a', 'b', 'c', 'shared', 'shared'])
})

test('a name keeps what was made for it', () => {
  const of = perName(
    letters.map((letter) => (name: string) => `${letter}:${name}`),
    (name) => `shared:${name}`,
  )
  expect(['x', 'y', 'x', 'z', 'w', 'w'].map(of)).toEqual(['a:x', 'b:y', 'a:x', 'c:z', 'shared:w', 'shared:w'])
})

test('what comes to nothing gives its places back, of names that were not known before, too', () => {
  const next = placesOf(letters, 'shared')
  const of = perName(
    letters.map((letter) => (name: string) => `${letter}:${name}`),
    (name) => `shared:${name}`,
  )
  const tried = (isKept: boolean) =>
    reserving(
      () => [next(), of('known'), of('new')],
      () => isKept,
    )
  of('known')
  expect(tried(false)).toEqual(['a', 'a:known', 'b:new'])
  expect(of('other')).toBe('b:other')
  expect(tried(true)).toEqual(['a', 'a:known', 'c:new'])
  expect(tried(true)).toEqual(['b', 'a:known', 'c:new'])
})
