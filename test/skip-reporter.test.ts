import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const project = resolve(import.meta.dirname, '..')
let folder = ''

const example = `
import { describe, test } from 'vitest'
import { describeWithData } from '${join(project, 'test/shared-data.ts')}'
test('weather', ({ skip }) => skip('it rains'))
test.skip('bare', () => {})
test('runs', () => {})
describeWithData('readings', 'no-such-data.csv', () => { test('never', () => {}) })
`

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-skip-'))
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'a.test.ts'), example)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The lines on skipped tests that a run of the example ends with. */
function skippedLines(...args: string[]): readonly string[] {
  const reporter = join(import.meta.dirname, 'skip-reporter.ts')
  const vitest = join(project, 'node_modules/vitest/vitest.mjs')
  const { stdout } = spawnSync(process.execPath, [vitest, 'run', `--reporter=${reporter}`, ...args], {
    cwd: folder,
    encoding: 'utf8',
  })
  return stdout.split('\n').filter((line) => line.includes('a.test.ts > '))
}

test('each skipped test stands there with its reason', () => {
  expect(skippedLines().map((line) => line.trim())).toEqual([
    'a.test.ts > weather: it rains',
    'a.test.ts > bare: no reason given; give one with skip(reason)',
    'a.test.ts > readings > needs shared data: no ../shared/data/no-such-data.csv here',
  ])
})

test('those that a name filter left out are not listed', () => {
  expect(skippedLines('--testNamePattern=runs')).toEqual([])
})
