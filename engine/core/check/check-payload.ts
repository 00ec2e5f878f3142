import { payloadFields } from '../operators/payload-fields.ts'
import type { EventReading } from '../operator/setting.ts'
import type { Findings } from './findings.ts'
import type { Inlined, InlinedNode, InlinedWire } from './inlined.ts'
import { quoted } from './quoted.ts'
import { shownPath } from './shown-path.ts'

/** The fields of a payload, and by which nodes it was made. */
interface Known {
  readonly names: ReadonlySet<string>
  readonly of: ReadonlySet<string>
}

const ofDeadLetters = ['flow', 'node', 'port', 'event', 'problem', 'at']

/**
 * Follows payloads that the flow makes itself (results of windows, ticks, silence, dead letters) and warns where a field
 * is read that they do not have. Where anything else comes in as well, nothing is known.
 */
export function checkPayload(findings: Findings, { nodes, wires }: Inlined, order: readonly number[]): void {
  const arriving = Map.groupBy(wires, ({ to }) => to.node)
  const into = new Map<number, Known>()
  for (const index of order) {
    const node = nodes[index]
    const from = arriving.get(index) ?? []
    if (node === undefined || from.length === 0) continue
    const known = together(from.map((wire) => leaving(nodes, wire.from, into)))
    if (known === undefined) continue
    into.set(index, known)
    report(findings, node, known)
  }
}

function leaving(
  nodes: readonly InlinedNode[],
  { node: index, port }: InlinedWire['from'],
  into: ReadonlyMap<number, Known>,
): Known | undefined {
  const node = nodes[index]
  if (node === undefined) return undefined
  const { id, use, read } = node
  if (port === 'error')
    return { names: new Set(ofDeadLetters), of: new Set([`of a dead letter of ${quoted(id)}`]) }
  if (read === undefined) return undefined
  const told = payloadFields(use.operator, port, read.raw)
  if (told === undefined) return undefined
  if (told === 'same') return into.get(index)
  return { names: new Set(told), of: new Set([`behind ${quoted(id)} (${use.operator.type})`]) }
}

function together(all: readonly (Known | undefined)[]): Known | undefined {
  const known = all.filter((one) => one !== undefined)
  if (known.length < all.length) return undefined
  return {
    names: new Set(known.flatMap(({ names }) => [...names])),
    of: new Set(known.flatMap(({ of }) => [...of])),
  }
}

function report(findings: Findings, { id, use, read }: InlinedNode, { names, of }: Known): void {
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
