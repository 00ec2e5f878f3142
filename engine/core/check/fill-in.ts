import { isEventField } from '../expression/event-fields.ts'
import type { Json } from '../model/json.ts'
import { quoted } from './quoted.ts'
import type { Scope, ScopedParameter } from './scope.ts'
import type { Finding } from './findings.ts'

export type Filled =
  | { readonly kind: 'value'; readonly value: Json; readonly from: readonly string[] }
  /** It uses a parameter whose value is not known. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'problem'; readonly problem: Pick<Finding, 'code' | 'message' | 'expected' | 'remedy'> }

const whole = /^\$([A-Za-z_]\w*)$/
const inside = /\{\$([A-Za-z_]\w*)\}/g

/** Kinds of settings whose value is never a text of one's own: a `$name` in them can only be a parameter. */
const neverText: readonly string[] = ['number', 'duration', 'flag', 'boolean', 'choice', 'list']

/** Kinds in which `{$name}` stands for the text of a parameter. */
const filledInside: readonly string[] = ['text', 'topic']

/**
 * Puts the values of parameters into a setting of a kind.
 *
 * `"$name"` as the whole value stands for the parameter, except in an expression, where it is a variable. In a text or
 * topic, `{$name}` stands for its text. A text that is `$` and a name, but neither a parameter nor near one, is that
 * text; where it is a parameter's name, `"$$name"` gives the text `$name`.
 */
export function fillIn(kind: string, raw: Json, scope: Scope): Filled {
  if (kind === 'expression' || typeof raw !== 'string') return { kind: 'value', value: raw, from: [] }
  const name = whole.exec(raw)?.[1]
  if (name !== undefined) {
    const parameter = scope.parameters.get(name)
    if (parameter !== undefined) return given(name, parameter)
    if (neverText.includes(kind)) return undeclared(name, scope, false)
    return isNear(name, scope) ? undeclared(name, scope, true) : { kind: 'value', value: raw, from: [] }
  }
  const escaped = raw.startsWith('$$') ? whole.exec(raw.slice(1))?.[1] : undefined
  if (escaped !== undefined && scope.parameters.has(escaped))
    return { kind: 'value', value: `$${escaped}`, from: [] }
  return filledInside.includes(kind) ? fillInside(kind, raw, scope) : { kind: 'value', value: raw, from: [] }
}

function given(name: string, { written }: ScopedParameter): Filled {
  return written === undefined ? { kind: 'unknown' } : { kind: 'value', value: written, from: [name] }
}

function fillInside(kind: string, raw: string, scope: Scope): Filled {
  const from: string[] = []
  let other: Filled | undefined
  const value = raw.replace(inside, (text, name: string) => {
    const parameter = scope.parameters.get(name)
    if (parameter === undefined) {
      // In a topic a brace always holds a name; in a text it may be a text.
      if (kind === 'topic' || isNear(name, scope))
        other ??= undeclared(name, scope, kind !== 'topic', kind === 'topic')
      return text
    }
    const { declared, written } = parameter
    if (written === undefined) other ??= { kind: 'unknown' }
    else if (declared.type === 'json' && (typeof written === 'object' || written === null))
      other ??= notAText(name)
    else from.push(name)
    return String(written)
  })
  return other ?? { kind: 'value', value, from }
}

function notAText(name: string): Filled {
  return {
    kind: 'problem',
    problem: {
      code: 'bad-parameter',
      message: `the parameter ${quoted(name)} is a list or object and cannot stand in a text`,
      expected: 'a parameter that is a number, text, boolean or duration',
    },
  }
}

/** `isPlaceholder`: it stands in a topic, where names without `$` are those of the event. */
function undeclared(name: string, scope: Scope, mayBeText: boolean, isPlaceholder = false): Filled {
  const known = [...scope.parameters.keys()]
  const where = scope.use === undefined ? 'the flow' : 'the subflow'
  return {
    kind: 'problem',
    problem: {
      code: 'unknown-parameter',
      message: `${where} has no parameter ${quoted(name)}`,
      expected: known.length === 0 ? undefined : `one of ${known.map((known) => `"$${known}"`).join(', ')}`,
      remedy: (nearest) => {
        const near = nearest(name, known)
        if (isPlaceholder && isEventField(name)) return `write {${name}}: it is a field of the event`
        if (near === undefined) {
          const orLevel = isPlaceholder ? `; for a level of the event's topic write {${name}}` : ''
          return `declare it: "parameters": { ${quoted(name)}: { "type": "text", "default": "..." } }${orLevel}`
        }
        return `did you mean "$${near}"?${mayBeText ? ' If it is meant as a text, declare no parameter so like it' : ''}`
      },
    },
  }
}

/** One letter apart, but for capitals: a slip rather than a text of its own. */
function isNear(name: string, scope: Scope): boolean {
  const given = name.toLowerCase()
  return [...scope.parameters.keys()].some((known) => {
    const other = known.toLowerCase()
    return (
      Math.abs(other.length - given.length) <= 1 &&
      Math.min(other.length, given.length) > 1 &&
      oneApart(given, other)
    )
  })
}

/** Equal once the common beginning and end are left out, but for one character in each (or two swapped). */
function oneApart(a: string, b: string): boolean {
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++
  const left = a.slice(start, a.length - end)
  const right = b.slice(start, b.length - end)
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && left === [...right].toReversed().join('')
}
