import type { Findings } from './findings.ts'
import { idProblem, idRemedy, idRule } from './name-rules.ts'
import type { Path } from './tree.ts'

/** Reports an id that is none. */
export function checkId(findings: Findings, id: string, place: Path, code: string): void {
  const message = idProblem(id)
  if (message === undefined) return
  const remedy = `${idRemedy(id)}, here and in the wires`
  findings.add({ code, message, place, on: 'key', expected: idRule, remedy })
}
