import { expect, test } from 'vitest'
import { makeEvent } from '../model/event.ts'
import { Outbox } from './outbox.ts'

const outgoing = (ordinal: number) => ({
  node: 'log',
  port: 'in',
  ordinal,
  key: null,
  time: 0,
  delivery: { payload: ordinal },
})

const letter = (message: string) => ({
  flow: 'test',
  node: 'map',
  port: 'in',
  event: makeEvent(1, 0),
  problem: { code: 'on-demand', message },
  at: 0,
})

test('what lies beyond a limit stays until it is taken, be it sent or a dead letter', () => {
  const outbox = new Outbox()
  for (const ordinal of [4, 1, 7]) {
    outbox.send(outgoing(ordinal))
    outbox.bury(letter(String(ordinal + 1)), ordinal + 1)
  }
  const take = (limit?: number): unknown => {
    const { outgoing, deadLetters } = outbox.take(limit)
    return [outgoing.map(({ ordinal }) => ordinal), deadLetters.map(({ problem }) => Number(problem.message))]
  }
  expect(take(0)).toEqual([[], []])
  expect(take(4)).toEqual([[1, 4], [2]])
  expect(take(6)).toEqual([[], [5]])
  expect(take()).toEqual([[7], [8]])
  expect(outbox.isEmpty).toBe(true)
})

test('it holds something where there is only a dead letter', () => {
  const outbox = new Outbox()
  expect([outbox.holds(9), outbox.holds(Number.POSITIVE_INFINITY)]).toEqual([false, false])
  outbox.bury(letter('3'), 3)
  expect([2, 3, Number.POSITIVE_INFINITY].map((limit) => outbox.holds(limit))).toEqual([false, true, true])
})
