// npm test: sees to what the tests need, runs Vitest once with the arguments given (`npm test -- expression`
// runs the files whose path holds "expression"), and ends with one line that a CI can read.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { ensureRequirements, requirements, thisMachine } from './requirements.ts'
import { type Counts, countTests, summaryLine } from './test-counts.ts'

const root = resolve(import.meta.dirname, '..')

try {
  ensureRequirements(requirements, thisMachine)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

const folder = mkdtempSync(join(tmpdir(), 'millrace-test-'))
const results = join(folder, 'results.json')
try {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=./test/skip-reporter.ts', '--reporter=json']
  const args = ['run', ...reporters, `--outputFile.json=${results}`, ...process.argv.slice(2)]
  // Many tests start the command line: what it is made of is compiled once.
  const env = { NODE_COMPILE_CACHE: join(folder, 'compiled'), ...process.env }
  const { status, error } = spawnSync(process.execPath, [vitest, ...args], {
    cwd: root,
    stdio: 'inherit',
    env,
  })
  if (error !== undefined) console.error(`Vitest did not start: ${error.message}`)
  const counts = read(results)
  if (status !== 0 && counts.failed === 0) console.log('\nNo test failed, but the run did: see above.')
  console.log(`\n${summaryLine(counts)}`)
  process.exitCode = status ?? 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** The counts of the run; zeros if it ended before it had any. */
function read(file: string): Counts {
  try {
    return countTests(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return { passed: 0, failed: 0, skipped: 0 }
  }
}
