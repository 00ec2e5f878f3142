import type { Json, JsonObject } from '../model/json.ts'
import type { Operator } from '../operator/operator.ts'
import type { ReadSetting, Setting, SettingProblem } from '../operator/setting.ts'
import { attempt } from './attempt.ts'
import type { OperatorUse } from './checked-body.ts'
import { fillIn } from './fill-in.ts'
import type { Findings } from './findings.ts'
import { quoted } from './quoted.ts'
import type { Scope } from './scope.ts'
import { effectOf, type Present } from './setting-effect.ts'

/** The settings of a node, ready for a plan. */
export interface NodeSettings {
  readonly raw: JsonObject
  readonly settings: Readonly<Record<string, ReadSetting<unknown>>>
}

/** Reads the settings of a node with the parameters it sees; undefined where one is wrong or not known. */
export function checkSettings(findings: Findings, use: OperatorUse, scope: Scope): NodeSettings | undefined {
  const { node, operator } = use
  const filled = fillAll(findings, use, scope)
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
    const result = attempt(() => setting.read(value, { parameters: scope.values }))
    const problems = result.ok
      ? result.value.ok
        ? []
        : result.value.problems
      : [faulty(operator, result.reason)]
    if (result.ok && result.value.ok) settings.push([name, inScope(result.value.read, scope)])
    else whole = false
    for (const problem of problems) {
      report(findings, use, scope, { ...problem, setting: name }, filled.from.get(name) ?? [])
    }
  }
  if (!whole) return undefined
  const read = { raw: Object.fromEntries(raw), settings: Object.fromEntries(settings) }
  const across = checkAcross(operator, read, scope)
  const used = [...new Set([...filled.from.values()].flat())]
  for (const problem of across) report(findings, { ...use, node }, scope, problem, used)
  return across.length === 0 ? read : undefined
}

interface FilledSettings {
  readonly values: ReadonlyMap<string, Json>
  /** Which parameters a value came from. */
  readonly from: ReadonlyMap<string, readonly string[]>
  /** Settings that need no value: they have no effect, or what they hold is wrong or not known. */
  readonly without: ReadonlySet<string>
  readonly whole: boolean
}

function fillAll(findings: Findings, use: OperatorUse, scope: Scope): FilledSettings {
  const { node, operator } = use
  const values = new Map<string, Json>()
  const from = new Map<string, readonly string[]>()
  const without = new Set<string>()
  let whole = true
  for (const [name, value] of use.settings) {
    if (!Object.hasOwn(operator.settings, name)) {
      whole = false
      unknown(findings, use, name)
      continue
    }
    const filled = fillIn(operator.settings[name]?.kind ?? '', value, scope)
    if (filled.kind === 'value') {
      values.set(name, filled.value)
      from.set(name, filled.from)
      continue
    }
    whole = false
    without.add(name)
    if (filled.kind === 'problem') {
      findings.add({ ...filled.problem, place: [...node.place, name], node: node.id, setting: name })
    }
  }
  const present: Present = {
    values,
    isDoubtful: (name, value) => without.has(name) || isDoubtful(operator, name, value, scope),
  }
  const effects = Object.keys(operator.settings).map(
    (name) => [name, effectOf(operator.settings, present, name)] as const,
  )
  for (const [name, effect] of effects) {
    if (effect === 'yes') continue
    without.add(name)
    if (effect === 'not known' || !values.delete(name)) continue
    findings.add({
      code: 'no-effect',
      severity: 'warning',
      message: `has no effect while ${effect.because}`,
      place: [...node.place, name],
      on: 'key',
      node: node.id,
      setting: name,
      remedy: 'take it out',
    })
  }
  return { values, from, without, whole }
}

/** Whether a setting that others depend on is missing or wrong, which is reported of itself. */
function isDoubtful(operator: Operator, name: string, value: Json | undefined, scope: Scope): boolean {
  const setting = Object.hasOwn(operator.settings, name) ? operator.settings[name] : undefined
  if (value === undefined) return setting?.required === true
  const read = attempt(() => setting?.read(value, { parameters: scope.values }).ok)
  return !read.ok || read.value === false
}

function unknown(findings: Findings, { node, operator, settings }: OperatorUse, name: string): void {
  const known = Object.keys(operator.settings)
  findings.add({
    code: 'unknown-setting',
    message: `${operator.type} has no setting ${quoted(name)}`,
    place: [...node.place, name],
    on: 'key',
    node: node.id,
    expected: known.length === 0 ? 'no settings' : `one of ${known.map(quoted).join(', ')}`,
    remedy: (nearest) => {
      const near = nearest(name, [...known.filter((known) => !settings.has(known)), 'label', 'note', 'was'])
      return near === undefined ? 'take it out' : `did you mean ${quoted(near)}?`
    },
  })
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
  problem: SettingProblem & { readonly setting: string },
  from: readonly string[],
): void {
  const { code, message, expected, remedy, setting, at = [] } = problem
  const inUse = scope.use === undefined ? '' : ` of the use ${quoted(scope.use)}`
  const origin = from.length === 0 ? '' : ` (from ${from.map((name) => `"$${name}"`).join(', ')}${inUse})`
  findings.add({
    code,
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

function checkAcross(
  operator: Operator,
  { settings }: NodeSettings,
  scope: Scope,
): readonly (SettingProblem & { readonly setting: string })[] {
  const [first = 'type'] = Object.keys(operator.settings)
  const result = attempt(() => {
    // Nothing runs yet: an expression that asks for the time or a random number gets a fixed one.
    const surroundings = { now: 0, random: () => 0.5, parameters: scope.values, missing: () => {} }
    const values = Object.entries(settings).map(([name, read]) => [name, read.bind(surroundings)])
    return operator.check(Object.fromEntries(values))
  })
  return result.ok ? result.value : [{ ...faulty(operator, result.reason), setting: first }]
}

/** Nodes in a subflow see the parameters of its use; the runtime knows only those of the flow. */
function inScope(read: ReadSetting<unknown>, scope: Scope): ReadSetting<unknown> {
  if (scope.use === undefined) return read
  const { shown } = read
  return {
    shown,
    bind: (surroundings) =>
      read.bind({
        get now() {
          return surroundings.now
        },
        random: () => surroundings.random(),
        missing: () => surroundings.missing(),
        parameters: scope.values,
      }),
  }
}
