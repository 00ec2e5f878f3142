import type { Findings } from './findings.ts'
import { idProblem, idRule } from './name-rules.ts'
import { quoted } from './quoted.ts'
import type { Path } from './tree.ts'

/** Reports an id that is none. */
export function checkId(findings: Findings, id: string, place: Path, code: string): void {
  const message = idProblem(id)
  if (message === undefined) return
  const better = betterId(id)
  const remedy = better === undefined ? undefined : `write ${quoted(better)}, here and in the wires`
  findings.add({ code, message, place, on: 'key', expected: idRule, remedy })
}

/** An id near this one that may be one. */
export function betterId(id: string): string | undefined {
  const better = id
    .replace(/[^\p{L}\p{N}_-]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64)
  return better === '' || idProblem(better) !== undefined ? undefined : better
}
