import { expect, test } from 'vitest'
import { toldOnce } from './told-once.ts'

test('what several flows tell is told once, and again when it has happened again', () => {
  const told: string[] = []
  const tell = toldOnce((text) => told.push(text))
  for (const text of ['lost', 'connected', 'lost']) for (const flow of ['a', 'b', 'c']) tell(flow, text)
  tell('b', 'lost')
  tell('b', 'own')
  expect(told).toEqual(['lost', 'connected', 'lost', 'lost', 'own'])
})

test('no more is remembered than a bound', () => {
  const told: string[] = []
  const tell = toldOnce((text) => told.push(text))
  for (let at = 0; at < 101; at++) tell('a', String(at))
  tell('b', '100')
  tell('b', '0')
  expect(told.slice(101)).toEqual(['0'])
})
