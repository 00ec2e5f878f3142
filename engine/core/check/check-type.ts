import type { Operator } from '../operator/operator.ts'
import type { CheckedNode } from './checked-body.ts'
import type { Body, DocumentNode } from './document.ts'
import type { Findings } from './findings.ts'
import { migrateSettings } from './migrate-settings.ts'
import { quoted, quotedList } from './quoted.ts'

const prefix = 'subflow:'

/** Finds what a node is: an operator of the catalog, or a use of a subflow. */
export function checkType(
  findings: Findings,
  node: DocumentNode,
  catalog: ReadonlyMap<string, Operator>,
  subflows: ReadonlyMap<string, Body>,
): CheckedNode {
  const { type } = node
  if (type === undefined) return { kind: 'unknown', node }
  if (type.startsWith(prefix)) {
    const name = type.slice(prefix.length)
    const subflow = subflows.get(name)
    if (subflow !== undefined) return { kind: 'subflow', node, subflow }
    unknown(
      findings,
      node,
      'unknown-subflow',
      `there is no subflow ${quoted(name)}`,
      name,
      [...subflows.keys()],
      prefix,
    )
    return { kind: 'unknown', node }
  }
  const operator = catalog.get(type)
  if (operator !== undefined) {
    const settings = migrateSettings(findings, node, operator)
    return settings === undefined ? { kind: 'unknown', node } : { kind: 'operator', node, operator, settings }
  }
  const message = `there is no operator ${quoted(type)}`
  if (subflows.has(type)) {
    const remedy = `a subflow is used as ${quoted(prefix + type)}`
    findings.add({ code: 'unknown-operator', message, place: [...node.place, 'type'], node: node.id, remedy })
  } else unknown(findings, node, 'unknown-operator', message, type, [...catalog.keys()], '')
  return { kind: 'unknown', node }
}

/** `mqtt` is a part of `mqtt-in`. */
const isPart = (name: string, known: string): boolean => known.split('-').includes(name.toLowerCase())

function unknown(
  findings: Findings,
  node: DocumentNode,
  code: string,
  message: string,
  name: string,
  known: readonly string[],
  before: string,
): void {
  findings.add({
    code,
    message,
    place: [...node.place, 'type'],
    node: node.id,
    expected: known.length === 0 ? undefined : `one of ${quotedList(known, 40)}`,
    remedy: (nearest) => {
      const near = nearest(name, known)
      const parts = near === undefined ? known.filter((one) => isPart(name, one)) : [near]
      if (parts.length > 0) return `did you mean ${parts.map((one) => quoted(before + one)).join(' or ')}?`
      return known.length === 0 ? 'add it to "subflows"' : `there are ${quotedList(known, 40)}`
    },
  })
}
