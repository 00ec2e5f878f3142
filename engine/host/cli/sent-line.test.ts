import { expect, test } from 'vitest'
import { sentLine } from './sent-line.ts'

const outgoing = (topic: string | undefined, payload: string) => ({
  node: 'out',
  port: 'in',
  ordinal: 1,
  key: 'k',
  time: Date.UTC(2026, 0, 5, 5, 58),
  delivery: { topic, payload } as { topic: string; payload: string }, // a sink of another kind sends by no topic
})

test('a message that was sent is a line with the time of its event, as one of the log is', () => {
  expect(sentLine('week', outgoing('a/b', 'x'))).toBe('2026-01-05T05:58:00.000Z week: a/b "x"')
  expect(sentLine('week', outgoing('a/b', 'x'.repeat(200)))).toHaveLength(35 + 163)
  expect(sentLine('week', outgoing(undefined, 'x'))).toBeUndefined()
})
