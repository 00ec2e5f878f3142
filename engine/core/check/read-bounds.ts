import { type Bounds, defaultBounds, largestBounds } from '../expression/bounds.ts'
import type { Findings } from './findings.ts'
import type { Tree } from './tree.ts'
import { objectAt, onlyKnown, wrongKind } from './tree-reader.ts'

const names = Object.keys(defaultBounds) as readonly (keyof Bounds)[]

/** What a flow's expressions may use: the member `bounds` of its document. */
export function readBounds(findings: Findings, tree: Tree | undefined): Partial<Bounds> {
  const members = objectAt(findings, tree, ['bounds'], 'bounds by name', {
    remedy: `write { "steps": ${defaultBounds.steps} }, or leave it out`,
  })
  onlyKnown(findings, members, ['bounds'], names, 'what bounds expressions')
  const found: { -readonly [Name in keyof Bounds]?: number } = {}
  for (const name of names) {
    const value = members.get(name)?.value
    if (value === undefined) continue
    const number = value.kind === 'leaf' ? value.value : undefined
    const most = largestBounds[name]
    if (typeof number === 'number' && Number.isInteger(number) && number >= 1 && number <= most)
      found[name] = number
    else {
      const remedy = `without it there are ${defaultBounds[name]}`
      wrongKind(findings, value, ['bounds', name], `a whole number from 1 to ${most}`, { remedy })
    }
  }
  return found
}
