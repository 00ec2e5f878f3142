import type { Finding, Findings } from './findings.ts'
import type { Json } from '../model/json.ts'
import type { DeclaredParameter } from './document.ts'
import { fillIn } from './fill-in.ts'
import { valueProblem } from './parameter-value.ts'
import { quoted, quotedList } from './quoted.ts'
import type { Scope, ScopedParameter } from './scope.ts'

/** Where values for parameters come from, and what to say of them. */
export interface Giving {
  readonly values: ReadonlyMap<string, Json>
  /** What the giver is called in a message: `the override`, `the use`. */
  readonly giver: string
  /** The parameters that `$name` in the values stands for, where it may stand for any. */
  readonly outer: Scope | undefined
  /** What is known of a problem with the value of this name. */
  about(name: string, isGiven: boolean): Pick<Finding, 'place' | 'node' | 'setting' | 'on'>
}

/** Gives each declared parameter its value; what is missing, unknown or of the wrong type is reported. */
export function bindParameters(
  findings: Findings,
  declared: ReadonlyMap<string, DeclaredParameter>,
  giving: Giving,
): ReadonlyMap<string, ScopedParameter> {
  const names = [...declared.keys()]
  for (const name of giving.values.keys()) {
    if (declared.has(name)) continue
    findings.add({
      code: 'unknown-parameter',
      message: `${giving.giver} gives a value for ${quoted(name)}, which is no parameter`,
      ...giving.about(name, true),
      on: 'key',
      expected: names.length === 0 ? 'no values: there are no parameters' : `one of ${quotedList(names, 20)}`,
      remedy: (nearest) => {
        const near = nearest(
          name,
          names.filter((known) => !giving.values.has(known)),
        )
        return near === undefined
          ? 'declare it under "parameters", or take it out'
          : `did you mean ${quoted(near)}?`
      },
    })
  }
  return new Map(
    [...declared].map(([name, parameter]) => [
      name,
      { declared: parameter, written: valueOf(findings, parameter, giving) },
    ]),
  )
}

function valueOf(findings: Findings, declared: DeclaredParameter, giving: Giving): Json | undefined {
  const { name, type } = declared
  const raw = giving.values.get(name)
  const about = giving.about(name, raw !== undefined)
  if (raw === undefined) {
    if (declared.default !== undefined) return type === undefined ? undefined : declared.default
    findings.add({
      code: 'missing-parameter',
      message: `the parameter ${quoted(name)} has no value`,
      ...about,
      on: 'key',
      expected: type === undefined ? undefined : `a value of type ${type}`,
      remedy: 'give it one, or a "default" where it is declared',
    })
    return undefined
  }
  if (type === undefined) return undefined
  const filled = giving.outer === undefined ? undefined : fillIn(type, raw, giving.outer)
  if (filled?.kind === 'unknown') return undefined
  if (filled?.kind === 'problem') {
    findings.add({ ...filled.problem, ...about })
    return undefined
  }
  const value = filled === undefined ? raw : filled.value
  const wrong = valueProblem(type, value)
  if (wrong === undefined) return value
  const message = `${giving.giver} of the parameter ${quoted(name)}: ${wrong.message}`
  findings.add({ code: 'bad-parameter', message, expected: wrong.expected, remedy: wrong.remedy, ...about })
  return undefined
}
