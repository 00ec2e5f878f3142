import { expect, test } from 'vitest'
import { LiveScreen } from './live-screen.ts'

/** The line of counts after each look, each with so many messages that wait. */
function linesOf(waiting: readonly number[]): readonly string[] {
  let written = ''
  const stream = { isTTY: true, columns: 80, writableLength: 0, write: (text: string) => (written = text) }
  const screen = new LiveScreen(stream as unknown as NodeJS.WriteStream) // no more is asked of it
  return waiting.map((count) => {
    screen.tick({ flows: 1, received: 9, sent: 6, waiting: count, deadLetters: 0, byFlow: {} })
    return written.replace('\r\u001b[K', '')
  })
}

test('what has not gone out for a second is told, what is on its way is not', () => {
  const lines = linesOf([3, 0, 4, 6, 6, 2, 0])
  expect(lines[0]).toBe('1 flow: 9 messages in (9/s), 6 out, 0 dead letters')
  expect(lines.map((line) => /\(\d+ waiting\)/.exec(line)?.[0])).toEqual([
    undefined,
    undefined,
    undefined,
    '(4 waiting)',
    '(6 waiting)',
    '(2 waiting)',
    undefined,
  ])
})
