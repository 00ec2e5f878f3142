import type { EventReading } from '../operator/setting.ts'
import type { Finding } from './findings.ts'
import type { Nearest } from './nearest.ts'
import type { Scope } from './scope.ts'

/** What the events at a place may have beside payload, key and time. */
export interface Carried {
  readonly topic: boolean
  readonly properties: boolean
  /** The names under `params`; undefined where that is not known. */
  readonly params: ReadonlySet<string> | undefined
  /** The nodes at which something was left behind, as a message names them. */
  readonly behind: ReadonlySet<string>
}

/** How the name of a source goes on in a message. */
export const gives = ' gives'

type Problem = Pick<Finding, 'code' | 'message' | 'remedy'>

/** What is wrong with a reading of what the events at hand cannot have; `payload`: the fields of theirs, if known. */
export function lacking(
  { path, as }: EventReading,
  carried: Carried,
  { parameters }: Scope,
  payload: ReadonlySet<string> | undefined,
): Problem | undefined {
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
      const other = as === 'placeholder' ? meantByPlaceholder(name, carried, payload, nearest) : undefined
      if (other !== undefined) return `did you mean ${other}?`
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
  carried: Carried,
  payload: ReadonlySet<string> | undefined,
): Problem {
  const { behind, topic } = carried
  const [where = 'an event here has'] = behind
  const key = as === 'placeholder' ? '{key}' : 'key'
  const usual =
    field === 'params' && name !== undefined
      ? `write ${key}, where the key is what you need ("key": "params.${name}" at the source)`
      : `write ${key}, or take along what is needed in the payload or the key`
  return {
    code: 'left-behind',
    message: `${written} is not there: ${where} only payload, key and time${topic ? ' and topic' : ''}`,
    remedy: (nearest) => {
      const isName = as === 'placeholder' && field === 'params' && name !== undefined
      const meant = isName ? meantByPlaceholder(name, carried, payload, nearest) : undefined
      if (meant !== undefined) return `did you mean ${meant}?`
      return where.endsWith(gives) ? fromPayload(name ?? field, as, payload) : usual
    },
  }
}

/** What `{name}`, which is read as a name under params, may stand for instead. */
function meantByPlaceholder(
  name: string,
  { topic, params }: Carried,
  payload: ReadonlySet<string> | undefined,
  nearest: Nearest,
): string | undefined {
  if (payload?.has(name) === true) return `{payload.${name}}`
  const fields = ['key', 'time', ...(topic ? ['topic'] : [])]
  const near = nearest(name, [...(params ?? []), ...fields])
  return near === undefined ? undefined : `{${near}}`
}

/** Offers the payload in place of what a source does not give, but no field that the payload surely has not. */
function fromPayload(name: string, as: EventReading['as'], payload: ReadonlySet<string> | undefined): string {
  const shown = (field: string): string => (as === 'placeholder' ? `{payload.${field}}` : `payload.${field}`)
  if (payload === undefined) return `take it from the payload, if it is there: ${shown(name)}`
  if (payload.has(name)) return `take it from the payload: ${shown(name)}`
  return `there is only ${[...payload].slice(0, 8).map(shown).join(', ')}`
}
