import type { EventReading } from '../operator/setting.ts'
import type { Findings } from './findings.ts'
import type { Inlined, InlinedNode } from './inlined.ts'
import type { KnownPayload } from './known-payloads.ts'
import { shownPath } from '../expression/advice/shown-path.ts'

/** Warns where a field is read that the payloads that come into a node do not have; `known` by the node's index. */
export function checkPayload(
  findings: Findings,
  { nodes }: Inlined,
  order: readonly number[],
  known: ReadonlyMap<number, KnownPayload>,
): void {
  for (const index of order) {
    const node = nodes[index]
    const payload = known.get(index)
    if (node !== undefined && payload !== undefined) report(findings, node, payload)
  }
}

function report(findings: Findings, { id, use, read }: InlinedNode, { names, of }: KnownPayload): void {
  for (const [setting, { reads }] of Object.entries(read?.settings ?? {})) {
    for (const { path, as, at = [] } of reads?.() ?? []) {
      const [field, name, ...more] = path
      if (field !== 'payload' || name === undefined || names.has(name) || as === 'call') continue
      const show = (path: readonly string[]): string => shown(path, as)
      const [made = ''] = of
      findings.add({
        code: 'unknown-payload-field',
        severity: 'warning',
        message: `${show(['payload', name])} is not there: the payload ${made} has ${[...names].join(', ')}`,
        place: [...use.node.place, setting, ...at],
        node: id,
        setting,
        remedy: (nearest) => {
          const near = nearest(name, names)
          if (near !== undefined) return `did you mean ${show(['payload', near, ...more])}?`
          return `there ${names.size === 1 ? 'is' : 'are'} ${[...names]
            .slice(0, 8)
            .map((one) => show(['payload', one]))
            .join(', ')}`
        },
      })
    }
  }
}

const shown = (path: readonly string[], as: EventReading['as']): string =>
  as === 'placeholder' ? `{${path.join('.')}}` : shownPath(path)
