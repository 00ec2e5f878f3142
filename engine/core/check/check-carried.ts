import type { EventReading } from '../operator/setting.ts'
import type { Finding, Findings } from './findings.ts'
import type { Inlined, InlinedNode } from './inlined.ts'
import { type KnownPayload, payloadFields } from './known-payloads.ts'
import { quoted } from './quoted.ts'
import type { Scope } from './scope.ts'

/** What the events at a place may have beside payload, key and time. */
interface Carried {
  readonly topic: boolean
  readonly properties: boolean
  /** The names under `params`; undefined where that is not known. */
  readonly params: ReadonlySet<string> | undefined
  /** The nodes at which something was left behind, as a message names them. */
  readonly behind: ReadonlySet<string>
}

/**
 * Follows what events have (topic, params, properties) from the sources down, and warns where a setting reads what none
 * of them can have: a name that no topic gives, or what was left behind where a node makes new events. `payloads` are
 * those that are known, by the node that they come into.
 */
export function checkCarried(
  findings: Findings,
  { nodes, wires }: Inlined,
  order: readonly number[],
  payloads: ReadonlyMap<number, KnownPayload>,
): void {
  const arriving = nodes.map((): { readonly node: number; readonly port: string }[] => [])
  for (const { from, to } of wires) arriving[to.node]?.push(from)
  const leaving = new Map<number, Carried>()
  for (const index of order) {
    const node = nodes[index]
    if (node === undefined) continue
    const isSource = Object.keys(node.use.operator.inputs).length === 0
    const from = arriving[index] ?? []
    const had = from.map((end) => atPort(nodes[end.node], end.port, leaving.get(end.node)))
    if (!isSource && had.length === 0) continue // nothing is wired to it, which is reported
    const carried = isSource ? ofSource(node) : together(had)
    leaving.set(index, carried)
    const payload = isSource ? ownPayload(node) : payloads.get(index)?.names
    for (const [setting, { reads }] of Object.entries(node.read?.settings ?? {})) {
      const place = [...node.use.node.place, setting]
      for (const reading of reads?.() ?? []) {
        const problem = lacking(reading, carried, node.scope, payload)
        if (problem === undefined) continue
        findings.add({
          severity: 'warning',
          node: node.id,
          setting,
          ...problem,
          place: [...place, ...(reading.at ?? [])],
        })
      }
    }
  }
}

/** What a source's events have: the names in what it subscribes to, where one of its settings tells them. */
function ofSource({ use, read }: InlinedNode): Carried {
  const told = Object.values(read?.settings ?? {}).flatMap(({ params }) =>
    params === undefined ? [] : [params],
  )
  const outputs = Object.values(use.operator.outputs)
  if (outputs.length > 0 && outputs.every(({ carries }) => carries === 'key')) {
    return {
      topic: false,
      properties: false,
      params: new Set(),
      behind: new Set([`${use.operator.type}${gives}`]),
    }
  }
  return {
    topic: true,
    properties: true,
    params: read === undefined || told.length === 0 ? undefined : new Set(told.flat()),
    behind: new Set(),
  }
}

/** What the expressions of a source itself see as the payload, where that is known: of a timer the tick. */
function ownPayload({ use }: InlinedNode): ReadonlySet<string> | undefined {
  const [port = ''] = Object.keys(use.operator.outputs)
  const fields = payloadFields(use.operator, port, {})
  return fields === undefined || fields === 'same' ? undefined : new Set(fields)
}

/** How the name of a source goes on in a message. */
const gives = ' gives'

const unknown: Carried = { topic: true, properties: true, params: undefined, behind: new Set() }

/** What leaves by a port of a node at which events have this. */
function atPort(node: InlinedNode | undefined, port: string, carried: Carried | undefined): Carried {
  if (node === undefined || carried === undefined) return unknown
  const { operator } = node.use
  if (port === 'error') {
    // A dead letter: the event is its payload, and beside it stands the topic.
    return {
      ...carried,
      properties: false,
      params: new Set(),
      behind: new Set([`a dead letter of ${quoted(node.id)} has`]),
    }
  }
  if (operator.outputs[port]?.carries !== 'key' || Object.keys(operator.inputs).length === 0) return carried
  const behind = `behind ${quoted(node.id)} (${operator.type}) an event has`
  return { topic: false, properties: false, params: new Set(), behind: new Set([behind]) }
}

function together(all: readonly Carried[]): Carried {
  const params = all.map((one) => one.params)
  return {
    topic: all.some(({ topic }) => topic),
    properties: all.some(({ properties }) => properties),
    params: params.includes(undefined) ? undefined : new Set(params.flatMap((names) => [...(names ?? [])])),
    behind: new Set(all.flatMap(({ behind }) => [...behind])),
  }
}

function lacking(
  { path, as }: EventReading,
  carried: Carried,
  { parameters }: Scope,
  payload: ReadonlySet<string> | undefined,
): Pick<Finding, 'code' | 'message' | 'remedy'> | undefined {
  const [field = '', name] = path
  if (as === 'call') return undefined
  const left = !carried.topic || !carried.properties
  const isLost =
    (field === 'topic' && !carried.topic) ||
    (field === 'properties' && !carried.properties) ||
    (field === 'params' && left && carried.params?.size === 0)
  const written =
    as === 'placeholder'
      ? `{${field === 'params' ? (name ?? field) : path.join('.')}}`
      : path.slice(0, 2).join('.')
  if (isLost) return lost(written, as, field, name, carried, payload)
  if (field !== 'params' || name === undefined || carried.params === undefined) return undefined
  if (carried.params.has(name)) return undefined
  const known = [...carried.params]
  const shown = (param: string): string => (as === 'placeholder' ? `{${param}}` : `params.${param}`)
  return {
    code: 'unknown-param',
    message:
      known.length === 0
        ? `no topic of a source before this gives ${written}: none has a placeholder`
        : `no topic of a source before this gives ${written}: there is ${known.slice(0, 8).map(shown).join(', ')}`,
    remedy: (nearest) => {
      if (as === 'placeholder' && parameters.has(name)) return `for the parameter write {$${name}}`
      if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name))
        return 'a placeholder is a name: compute it in a map before this, and write {payload.name}'
      const near = nearest(name, known) ?? (known.length === 1 ? known[0] : undefined)
      return near === undefined
        ? `name the level in the topic of the source: "plant/{${name}}/temperature"`
        : `did you mean ${shown(near)}?`
    },
  }
}

function lost(
  written: string,
  as: EventReading['as'],
  field: string,
  name: string | undefined,
  { behind, topic }: Carried,
  payload: ReadonlySet<string> | undefined,
): Pick<Finding, 'code' | 'message' | 'remedy'> {
  const [where = 'an event here has'] = behind
  const key = as === 'placeholder' ? '{key}' : 'key'
  const remedy =
    field === 'params' && name !== undefined
      ? `write ${key}, where the key is what you need ("key": "params.${name}" at the source)`
      : `write ${key}, or take along what is needed in the payload or the key`
  return {
    code: 'left-behind',
    message: `${written} is not there: ${where} only payload, key and time${topic ? ' and topic' : ''}`,
    remedy: where.endsWith(gives) ? fromPayload(name ?? field, as, payload) : remedy,
  }
}

/** Offers the payload in place of what a source does not give, but no field that the payload surely has not. */
function fromPayload(name: string, as: EventReading['as'], payload: ReadonlySet<string> | undefined): string {
  const shown = (field: string): string => (as === 'placeholder' ? `{payload.${field}}` : `payload.${field}`)
  if (payload === undefined) return `take it from the payload, if it is there: ${shown(name)}`
  if (payload.has(name)) return `take it from the payload: ${shown(name)}`
  return `there is only ${[...payload].slice(0, 8).map(shown).join(', ')}`
}
