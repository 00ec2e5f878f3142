import type { Json, JsonObject } from '../model/json.ts'
import type { Operator } from '../operator/operator.ts'
import {
  type AcrossNote,
  type ReadSetting,
  type Setting,
  type SettingProblem,
  uncounted,
} from '../operator/setting.ts'
import { attempt } from './attempt.ts'
import { checkReadings } from './check-readings.ts'
import type { OperatorUse } from './checked-body.ts'
import { fillSettings } from './fill-settings.ts'
import type { Findings } from './findings.ts'
import { quoted } from './quoted.ts'
import type { Scope } from './scope.ts'

/** The settings of a node, ready for a plan. */
export interface NodeSettings {
  readonly raw: JsonObject
  readonly settings: Readonly<Record<string, ReadSetting<unknown>>>
  /** Their values, where no fault of the operator stood in the way. */
  readonly values: Readonly<Record<string, unknown>>
}

/** Reads the settings of a node with the parameters it sees; undefined where one is wrong or not known. */
export function checkSettings(findings: Findings, use: OperatorUse, scope: Scope): NodeSettings | undefined {
  const { node, operator } = use
  const filled = fillSettings(findings, use, scope)
  const place = {
    parameters: scope.values,
    bounds: scope.bounds,
    beside: Object.fromEntries(filled.values),
  }
  let whole = filled.whole
  const raw: [string, Json][] = []
  const settings: [string, ReadSetting<unknown>][] = []
  for (const [name, setting] of Object.entries(operator.settings)) {
    const given = filled.values.get(name)
    const value = given === undefined ? setting.default : given
    if (value === undefined) {
      if (setting.required && !filled.without.has(name)) {
        whole = false
        missing(findings, use, name, setting)
      }
      continue
    }
    raw.push([name, value])
    const result = attempt(() => setting.read(value, place))
    const problems = result.ok
      ? result.value.ok
        ? []
        : result.value.problems
      : [faulty(operator, result.reason)]
    if (result.ok && result.value.ok) {
      const { read } = result.value
      const about = { place: [...node.place, name], node: node.id, setting: name }
      if (given !== undefined) {
        checkReadings(findings, about, setting, read, scope)
        for (const note of read.notes ?? []) {
          const said = { severity: 'note' as const, ...note, setting: name }
          report(findings, use, scope, said, filled.from.get(name) ?? [])
        }
      }
      settings.push([name, inScope(read, scope)])
    } else whole = false
    for (const problem of problems) {
      report(findings, use, scope, { ...problem, setting: name }, filled.from.get(name) ?? [])
    }
  }
  if (!whole) return undefined
  const bound = bind(settings, scope)
  const read = {
    raw: Object.fromEntries(raw),
    settings: Object.fromEntries(settings),
    values: bound.ok ? bound.value : {},
  }
  const across = bound.ok ? checkAcross(operator, bound.value) : [beside(operator, bound.reason)]
  const used = [...new Set([...filled.from.values()].flat())]
  for (const problem of across) report(findings, { ...use, node }, scope, problem, used)
  return across.every(({ severity }) => severity !== undefined) ? read : undefined
}

function missing(findings: Findings, { node }: OperatorUse, name: string, setting: Setting<unknown>): void {
  const example = setting.example === undefined ? '...' : JSON.stringify(setting.example)
  findings.add({
    code: 'missing-setting',
    message: 'this setting is missing',
    place: node.place,
    on: 'key',
    node: node.id,
    setting: name,
    expected: setting.summary,
    remedy: `add ${quoted(name)}: ${example}`,
  })
}

function report(
  findings: Findings,
  { node }: OperatorUse,
  scope: Scope,
  problem: AcrossNote,
  from: readonly string[],
): void {
  const { code, severity, message, expected, remedy, setting, at = [] } = problem
  const inUse = scope.use === undefined ? '' : ` of the use ${quoted(scope.use)}`
  const origin = from.length === 0 ? '' : ` (from ${from.map((name) => `"$${name}"`).join(', ')}${inUse})`
  findings.add({
    code,
    ...(severity === undefined ? {} : { severity }),
    message: `${message}${origin}`,
    place: [...node.place, setting, ...(from.length === 0 ? at : [])],
    node: from.length > 0 && scope.use !== undefined ? `${scope.use}/${node.id}` : node.id,
    setting,
    expected,
    remedy,
  })
}

const faulty = (operator: Operator, reason: string): SettingProblem => ({
  code: 'operator-fault',
  message: `the operator ${operator.type} has a fault: ${reason}`,
  remedy: 'report it to whoever made the operator',
})

/** The values of settings. Nothing runs yet: an expression that asks for the time or a random number gets a fixed one. */
function bind(settings: readonly (readonly [string, ReadSetting<unknown>])[], scope: Scope) {
  const surroundings = { now: 0, random: () => 0.5, parameters: scope.values, ...uncounted }
  return attempt((): Readonly<Record<string, unknown>> =>
    Object.fromEntries(settings.map(([name, read]) => [name, read.bind(surroundings)])),
  )
}

function checkAcross(operator: Operator, values: Readonly<Record<string, unknown>>): readonly AcrossNote[] {
  const result = attempt(() => operator.check(values))
  return result.ok ? result.value : [beside(operator, result.reason)]
}

/** A fault that is in no setting of its own stands at the first. */
const beside = (operator: Operator, reason: string): AcrossNote => ({
  ...faulty(operator, reason),
  setting: Object.keys(operator.settings)[0] ?? 'type',
})

/** Nodes in a subflow see the parameters of its use; the runtime knows only those of the flow. */
function inScope(read: ReadSetting<unknown>, scope: Scope): ReadSetting<unknown> {
  if (scope.use === undefined) return read
  return {
    ...read,
    bind: (surroundings) =>
      read.bind({
        get now() {
          return surroundings.now
        },
        random: () => surroundings.random(),
        missing: () => surroundings.missing(),
        unfound: (part) => surroundings.unfound(part),
        found: (part) => surroundings.found(part),
        parameters: scope.values,
        setting: surroundings.setting,
      }),
  }
}
