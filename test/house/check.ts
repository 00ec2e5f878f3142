// npm run check: all that guards the house, at once. One line a step; what a failed step said follows at the end.
import { resolve } from 'node:path'
import { fileSteps } from './file-steps.ts'
import type { Outcome, Step } from './step.ts'
import { toolSteps } from './tool-steps.ts'
import { trackedFiles } from './tracked-files.ts'

const root = resolve(import.meta.dirname, '../..')
const paths = trackedFiles(root)
const steps = [...toolSteps(root, paths), ...fileSteps(root, paths)]
const width = Math.max(...steps.map(({ name }) => name.length))

const failures = (await Promise.all(steps.map(report))).filter((failure) => failure !== undefined)
for (const failure of failures) console.log(`\n${failure}`)
console.log(
  failures.length === 0
    ? '\nThe house is in order.'
    : `\n${failures.length} of ${steps.length} checks failed.`,
)
process.exitCode = failures.length === 0 ? 0 : 1

/** Runs a step and prints its line; gives what it said if it failed. */
async function report({ name, run }: Step): Promise<string | undefined> {
  const start = performance.now()
  const { lookedAt, problems } = await run().catch((error: unknown): Outcome => ({
    lookedAt: '',
    problems: error instanceof Error ? error.message : String(error),
  }))
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  const verdict = problems === '' ? 'ok    ' : 'FAILED'
  console.log(`${verdict} ${name.padEnd(width)} ${seconds.padStart(5)} s  ${lookedAt}`.trimEnd())
  return problems === '' ? undefined : `${name}:\n${problems}`
}
