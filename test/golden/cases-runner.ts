/**
 * Runs golden cases: `node test/golden/cases-runner.ts FOLDER`. Each file of the folder whose name ends in `.json` is a
 * list of cases; a case is a flow of one operator, and is fed in several ways, with restarts in between. What fails is
 * told; the last line is `N passed, N failed`.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { GoldenCase } from './golden-case.ts'
import { runCase, ways } from './run-case.ts'

const [, , folder] = process.argv
if (folder === undefined) {
  console.error('usage: node test/golden/cases-runner.ts FOLDER')
  process.exit(2)
}

let passed = 0
let failed = 0
for (const file of readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .sort()) {
  for (const one of JSON.parse(readFileSync(join(folder, file), 'utf8')) as readonly GoldenCase[]) {
    const problem = problemOf(one)
    if (problem === undefined) passed++
    else {
      failed++
      console.log(`${file} ${one.name}: ${problem}`)
    }
  }
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0

function problemOf(one: GoldenCase): string | undefined {
  for (const way of ways) {
    try {
      const { expected, found } = runCase(one, way)
      const missing = expected.filter((line) => !found.includes(line))
      const extra = found.filter((line) => !expected.includes(line))
      if (missing.length + extra.length > 0)
        return [
          `${way.name}`,
          ...missing.map((line) => `  missing ${line}`),
          ...extra.map((line) => `  extra   ${line}`),
        ].join('\n')
      if (JSON.stringify(expected) !== JSON.stringify(found))
        return `${way.name}: the order or number of rows differs`
    } catch (error) {
      return `${way.name}: ${error instanceof Error ? error.message : String(error)}`
    }
  }
  return undefined
}
