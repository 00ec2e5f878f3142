import { catalog } from '../../core/catalog.ts'
import { checkFlow, type Checked } from '../../core/check/check-flow.ts'
import { formatProblem } from '../../core/check/format-problem.ts'
import type { Json } from '../../core/model/json.ts'
import type { Plan } from '../../core/operator/plan.ts'
import { readTextFile } from './read-text-file.ts'
import { UsageError } from './usage-error.ts'

/** Far above what a flow may have; of a file no more is read, bytes. */
const largestFile = 64 * 1024 * 1024

/** The text of a flow's file. Throws a `UsageError` where it can't be read. */
export function readFlowText(file: string): string {
  return readTextFile(file, largestFile, 'a flow document, not a recording')
}

/** Checks a flow with values for its parameters. */
export type CheckWith = (parameters: Readonly<Record<string, Json>>) => Checked

/**
 * Reads the file of a flow, once, to be checked with one set of parameters or several; the same ones are checked once.
 * Throws a `UsageError` where it can't be read at all.
 */
export function flowFileChecks(file: string): CheckWith {
  const text = readFlowText(file)
  const known = new Map<string, Checked>()
  return (parameters) => {
    const name = JSON.stringify(parameters)
    const checked = known.get(name) ?? checkFlow(text, catalog, { file, parameters })
    known.set(name, checked)
    return checked
  }
}

/** The same for a flow that is checked but once. */
function readFlowFile(file: string, parameters: Readonly<Record<string, Json>> = {}): Checked {
  return flowFileChecks(file)(parameters)
}

/** The plan of a flow's file. Its problems go to stderr; with an error among them it throws a `UsageError`. */
export function loadPlan(file: string, parameters: Readonly<Record<string, Json>> = {}): Plan {
  return planOf(file, readFlowFile(file, parameters))
}

/** The same of a file that was checked. */
export function planOf(file: string, { problems, plan }: Checked): Plan {
  const shown = problems.filter(({ severity }) => severity !== 'note')
  for (const problem of shown) console.error(formatProblem(problem, file))
  if (plan !== undefined) return plan
  const errors = problems.filter(({ severity }) => severity === 'error').length
  throw new UsageError(`${file} has ${errors === 1 ? 'an error' : `${errors} errors`} and was not run`)
}
