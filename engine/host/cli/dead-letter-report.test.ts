import { expect, test } from 'vitest'
import { makeEvent } from '../../core/model/event.ts'
import { describeLetter } from './dead-letter-report.ts'

const time = Date.UTC(2026, 0, 5, 5, 58)
const letter = (event: ReturnType<typeof makeEvent>, message = 'broken') => ({
  flow: 'week',
  node: 'rows',
  port: 'out',
  event,
  problem: { code: 'bad', message },
  at: 0,
})

test.each([
  ['its topic', makeEvent(1, time, 'k', 'a/b'), 'bad; a/b at 2026-01-05T05:58:00.000Z'],
  [
    'its line',
    makeEvent(1, time, 'k', undefined, undefined, { line: 42 }),
    'bad; line 42 at 2026-01-05T05:58:00.000Z',
  ],
  ['its key', makeEvent(1, time, ['k', 2]), 'bad; key ["k",2] at 2026-01-05T05:58:00.000Z'],
  ['its time alone', makeEvent(1, time), 'bad at 2026-01-05T05:58:00.000Z'],
  ['a time beyond all days', makeEvent(1, 1e16), 'bad at 10000000000000000'],
])('a dead letter names the event by %s', (_, event, expected) => {
  expect(describeLetter(letter(event))).toBe(`rows.out: broken (${expected})`)
})

test('nothing in it acts on a terminal', () => {
  const text = describeLetter(letter(makeEvent(1, time, 'k', 'a\u001bb')))
  expect(text).not.toContain('\u001b')
})
