import { createServer, type Server } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { listenNear, movedLine } from './listen-near.ts'

function server(): Server {
  const made = createServer()
  onTestFinished(() => void made.close())
  return made
}

test('a port that is taken, and one that this user may not have, are told apart', async () => {
  const first = await listenNear(server(), 0)
  expect(movedLine('the broker listens', 0, first)).toBeUndefined()
  const second = await listenNear(server(), first.port)
  expect(second.moved).toBe('taken')
  expect(movedLine('the broker listens', first.port, second)).toBe(
    `Port ${first.port} is taken; the broker listens on ${second.port}.`,
  )
  const third = server()
  const asked: unknown[] = []
  const listen = third.listen.bind(third)
  // As the system answers whoever is not root.
  vi.spyOn(third, 'listen').mockImplementation((port?: unknown, host?: unknown) => {
    asked.push(port)
    if (port === 0) return listen(port, String(host))
    process.nextTick(() => third.emit('error', Object.assign(new Error('EACCES'), { code: 'EACCES' })))
    return third
  })
  const forbidden = await listenNear(third, 80)
  expect(asked).toEqual([80, 0])
  expect(movedLine('the page is', 80, forbidden)).toMatch(
    /^Port 80 is not for this user .*; the page is on \d+\.$/,
  )
})
