import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const file = JSON.stringify(join(import.meta.dirname, 'end-anyway.ts'))

test.each([
  [
    'something hangs',
    'setInterval(() => {}, 1000)',
    1,
    /^error: not everything had ended 0\.05 s after the stop/,
  ],
  ['all has ended', '', 0, /^$/],
])('a stop is over when %s', (_, rest, code, told) => {
  const text = `import { endAnyway } from ${file}; endAnyway(50); ${rest}`
  const ended = spawnSync(process.execPath, ['--input-type=module', '-e', text], { timeout: 20_000 })
  expect(ended.stderr.toString()).toMatch(told)
  expect(ended.status).toBe(code)
})
