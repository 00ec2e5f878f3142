import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { startChild } from './child.ts'

const node = (code: string) => ({
  name: 'subject',
  file: process.execPath,
  args: ['-e', code],
  cwd: tmpdir(),
  ready: /up/,
})

const alive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test.each([
  ['writes to stdout', 'console.log("up"); setInterval(() => {}, 1e6)'],
  ['writes to stderr', 'console.error("up"); setInterval(() => {}, 1e6)'],
])('a child that %s is up, and ends when stopped', async (_what, code) => {
  const child = await startChild(node(code))
  expect(alive(child.pid)).toBe(true)
  await child.stop()
  expect(alive(child.pid)).toBe(false)
  await child.stop()
})

test('a child is asked before it is ended, and may say goodbye', async () => {
  const goodbye = 'process.on("SIGTERM", () => { console.log("goodbye"); process.exit() })'
  const child = await startChild(node(`${goodbye}; console.log("up"); setInterval(() => {}, 1e6)`))
  await child.stop()
  expect(child.log()).toContain('goodbye')
})

test('a child that ends before it is up is reported with what it wrote', async () => {
  const start = startChild(node('console.error("no such flow"); process.exitCode = 3'))
  await expect(start).rejects.toThrow(/subject: ended with code 3.*up.*no such flow/s)
})

test('a program that does not exist is reported', async () => {
  const start = startChild({ ...node(''), file: '/no/such/program' })
  await expect(start).rejects.toThrow('subject: cannot be started')
})
