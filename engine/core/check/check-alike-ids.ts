import type { Findings } from './findings.ts'
import type { InlinedNode } from './inlined.ts'
import { quoted } from './quoted.ts'

/** Warns of ids that read the same and are not: an accent may be a part of its letter or a character of its own. */
export function checkAlikeIds(findings: Findings, nodes: readonly InlinedNode[]): void {
  const seen = new Map<string, string>()
  for (const { id, use } of nodes) {
    const looks = looksOf(id)
    const other = seen.get(looks)
    if (other === undefined) {
      seen.set(looks, id)
      continue
    }
    findings.add({
      code: 'ids-alike',
      severity: 'warning',
      message: `${quoted(id)} reads like the id of another node, and is written with other characters`,
      place: use.node.place,
      on: 'key',
      node: use.node.id,
      remedy: 'give one of the two another id',
    })
  }
}

/** Whether one of the ids reads the same. */
export function hasTwin(id: string, ids: Iterable<string>): boolean {
  // What is plain reads only like itself.
  if (/^[ -~]*$/.test(id)) return false
  const looks = looksOf(id)
  for (const other of ids) if (looksOf(other) === looks) return true
  return false
}

/** The same for texts that read the same (Unicode Standard Annex 15, form C). */
const looksOf = (id: string): string => id.normalize('NFC')
