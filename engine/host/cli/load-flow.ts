import { catalog } from '../../core/catalog.ts'
import { checkFlow, type Checked } from '../../core/check/check-flow.ts'
import { formatProblem } from '../../core/check/format-problem.ts'
import type { Json } from '../../core/model/json.ts'
import type { Plan } from '../../core/operator/plan.ts'
import { readTextFile } from './read-text-file.ts'
import { UsageError } from './usage-error.ts'

/** Far above what a flow may have; of a file no more is read, bytes. */
const largestFile = 64 * 1024 * 1024

/** Reads and checks the file of a flow. Throws a `UsageError` where it can't be read at all. */
export function readFlowFile(file: string, parameters: Readonly<Record<string, Json>> = {}): Checked {
  const text = readTextFile(file, largestFile, 'a flow document, not a recording')
  return checkFlow(text, catalog, { file, parameters })
}

/** The plan of a flow's file. Its problems go to stderr; with an error among them it throws a `UsageError`. */
export function loadPlan(file: string, parameters: Readonly<Record<string, Json>> = {}): Plan {
  const { problems, plan } = readFlowFile(file, parameters)
  const shown = problems.filter(({ severity }) => severity !== 'note')
  for (const problem of shown) console.error(formatProblem(problem, file))
  if (plan !== undefined) return plan
  const errors = problems.filter(({ severity }) => severity === 'error').length
  throw new UsageError(`${file} has ${errors === 1 ? 'an error' : `${errors} errors`} and was not run`)
}
