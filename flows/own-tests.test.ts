import { spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { recordings } from './recordings.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const flows = globSync('flows/*/*.flow.json', { cwd: root })

function millrace(...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['engine/bin/millrace.mjs', ...words], {
    cwd: root,
    encoding: 'utf8',
  })
  return { status, said: stdout + stderr }
}

describe('the example flows', () => {
  test('are three at least, each with a note beside it', () => {
    expect(flows.length).toBeGreaterThanOrEqual(3)
    for (const flow of flows) {
      expect(readFileSync(`${root}/${flow.replace('.flow.json', '.md')}`, 'utf8')).toContain('**The loop.**')
    }
  })

  test('have no problems, not even doubtful ones', () => {
    expect(millrace('check', ...flows)).toEqual({
      status: 0,
      said: expect.stringContaining('no errors, no warnings'),
    })
  })

  test('pass their own tests', () => {
    const { status, said } = millrace('test', ...flows)
    expect(status, said).toBe(0)
    expect(Number(/(\d+) passed, 0 failed/.exec(said)?.[1])).toBeGreaterThanOrEqual(2 * flows.length)
  })

  test.each(recordings())(
    'the recording $file is what a run of the loop gives (else: node flows/record.ts)',
    ({ file, text }) => {
      expect(readFileSync(file, 'utf8') === text).toBe(true)
    },
  )
})
