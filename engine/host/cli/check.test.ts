import { afterEach, expect, test, vi } from 'vitest'
import { check } from './check.ts'

afterEach(() => void vi.restoreAllMocks())

test('as JSON, a file that cannot be read is a problem like any other', async () => {
  const said: string[] = []
  vi.spyOn(console, 'log').mockImplementation((text: string) => void said.push(text))
  expect(await check.run(['/no/such.flow.json', '--json'])).toBe(2)
  expect(JSON.parse(said.join('\n'))).toEqual([
    {
      code: 'unreadable',
      severity: 'error',
      message: '/no/such.flow.json: there is no such file',
      place: [],
    },
  ])
})
