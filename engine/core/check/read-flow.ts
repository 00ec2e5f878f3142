import type { Problem } from '../model/problem.ts'
import { Findings } from './findings.ts'
import { checkEncoding } from './foreign-text.ts'
import { readTree } from './read-tree.ts'
import type { Tree } from './tree.ts'

/** How long the text of a flow may be, in characters. */
const longest = 5_000_000

/**
 * Reads the text of a flow: JSON with positions. `flow` is there unless the text can't be read at all; a name written
 * twice is a problem, of which the last is kept. Whether it is a flow is not looked at.
 */
export function readFlow(text: string): { readonly flow?: Tree; readonly problems: readonly Problem[] } {
  const findings = new Findings(text)
  const flow = readInto(text, findings)
  return { ...(flow === undefined ? {} : { flow }), problems: findings.problems() }
}

/** The same, with the problems put to others. */
export function readInto(text: string, findings: Findings): Tree | undefined {
  if (text.length > longest) {
    const millions = (text.length / 1_000_000).toFixed(1)
    findings.add({
      code: 'too-large',
      message: `the document has ${millions} million characters, a flow may have ${longest / 1_000_000} million`,
      place: [],
      expected: `at most ${longest / 1_000_000} million characters`,
      remedy: 'put recordings into files of their own and large tables behind a look-up',
    })
    return undefined
  }
  if (!checkEncoding(text, findings)) return undefined
  findings.root = readTree(text, (finding) => findings.add(finding))
  return findings.root
}
