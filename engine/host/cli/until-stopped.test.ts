import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { untilStopped } from './until-stopped.ts'

const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never)

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => {
  vi.useRealTimers()
  exit.mockClear()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const added = process.listeners(signal).at(-1)
    if (added !== undefined) process.off(signal, added)
  }
})

test.each([
  ['one that is passed on as well', 'SIGTERM', 5, 'SIGTERM', 0],
  ['a second one', 'SIGTERM', 400, 'SIGTERM', 1],
  ['one of another kind', 'SIGTERM', 5, 'SIGINT', 1],
  ['Ctrl-C twice', 'SIGINT', 1_000, 'SIGINT', 1],
] as const)('%s: %s, %i ms later %s', async (_, first, later, second, exits) => {
  const lastWord = vi.fn<() => void>()
  const stopped = untilStopped(lastWord)
  process.emit(first)
  await stopped
  expect(exit).not.toHaveBeenCalled()
  vi.advanceTimersByTime(later)
  process.emit(second)
  expect(exit).toHaveBeenCalledTimes(exits)
  expect(lastWord).toHaveBeenCalledTimes(exits)
})

test.each([
  ['thrown', 'throw new Error("odd")'],
  ['of a promise', 'await Promise.reject(new Error("odd"))'],
])('an error that nobody catches after the first signal is told as it always is: %s', async (_, fails) => {
  const script = `
    import { untilStopped } from ${JSON.stringify(new URL('until-stopped.ts', import.meta.url).href)}
    setInterval(() => {}, 1_000)
    void untilStopped(() => {}).then(() => setImmediate(async () => { ${fails} }))
    console.log('up')`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script])
  const told = text(child.stderr)
  const ended = new Promise((resolve) => child.on('close', (code) => resolve(code)))
  child.stdout.once('data', () => child.kill('SIGTERM'))
  expect(await ended).toBe(1)
  expect(await told).toContain('Error: odd')
})
