import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'

/** KB: less than the least that an engine of JavaScript gives, so that something is left for who calls the expression. */
const STACK = 850

/** Frames are at their largest before anything is compiled to machine code. */
const unoptimised = ['--no-opt', '--no-maglev', '--no-sparkplug']

test('how deep an expression may go is counted, whatever stack there happens to be', () => {
  const script = path.join(import.meta.dirname, 'deep-expressions.ts')
  const printed = execFileSync(process.execPath, [...unoptimised, `--stack-size=${STACK}`, script], {
    encoding: 'utf8',
    timeout: 100_000,
  })
  const endings = JSON.parse(printed) as Readonly<Record<string, readonly string[]>>
  const { value = [], 'too deep': tooDeep = [], 'too nested': tooNested = [], ...others } = endings
  expect(others).toEqual({})
  // Each bound was reached, and much was not refused.
  expect(Math.min(value.length, tooDeep.length, tooNested.length)).toBeGreaterThan(100)
}, 120_000)
