import { nearestNames } from '../../core/check/nearest.ts'
import type { Json } from '../../core/model/json.ts'
import type { Plan } from '../../core/operator/plan.ts'
import { flowFileChecks, planOf } from './load-flow.ts'
import { sameIds } from './same-ids.ts'
import { UsageError } from './usage-error.ts'

/** A flow that can be started, and the file it is from. */
export interface LoadedFlow {
  readonly file: string
  readonly plan: Plan
}

/**
 * The flows of several files; of the parameters that are given each gets those that it declares. Throws a `UsageError`
 * where a flow has an error, two have the same id, or no flow declares a parameter.
 */
export function loadFlows(
  files: readonly string[],
  parameters: Readonly<Record<string, Json>>,
): readonly LoadedFlow[] {
  const read = files.map((file) => {
    const check = flowFileChecks(file)
    return { file, check, declared: Object.keys(check({}).flow?.parameters ?? {}) }
  })
  demandDeclared(
    Object.keys(parameters),
    read.flatMap(({ declared }) => declared),
  )
  const flows = read.map(({ file, check, declared }) => {
    const own = Object.entries(parameters).filter(([name]) => declared.includes(name))
    return { file, plan: planOf(file, check(Object.fromEntries(own))) }
  })
  const same = sameIds(flows.map(({ file, plan }) => ({ file, id: plan.flow })))
  if (same.length > 0) throw new UsageError(same.join('\n'))
  return flows
}

function demandDeclared(given: readonly string[], declared: readonly string[]): void {
  for (const name of given) {
    if (declared.includes(name)) continue
    const near = nearestNames()(name, new Set(declared))
    const hint =
      near !== undefined
        ? `; did you mean ${near}?`
        : declared.length === 0
          ? '; none declares any'
          : `; they declare ${[...new Set(declared)].join(', ')}`
    throw new UsageError(`--param ${name}: no flow that is started declares a parameter of this name${hint}`)
  }
}
