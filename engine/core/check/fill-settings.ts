import type { Json } from '../model/json.ts'
import type { Operator } from '../operator/operator.ts'
import type { SettingProblem } from '../operator/setting.ts'
import { attempt } from './attempt.ts'
import type { OperatorUse } from './checked-body.ts'
import { fillIn } from './fill-in.ts'
import type { Findings } from './findings.ts'
import { settingsMeant } from './other-settings.ts'
import { quoted, quotedList } from './quoted.ts'
import type { Scope } from './scope.ts'
import { effectOf, type Present } from './setting-effect.ts'

/** What the settings of a node are once parameters are filled in and what has no effect is left out. */
export interface FilledSettings {
  readonly values: ReadonlyMap<string, Json>
  /** Which parameters a value came from. */
  readonly from: ReadonlyMap<string, readonly string[]>
  /** Settings that need no value: they have no effect, or what they hold is wrong or not known. */
  readonly without: ReadonlySet<string>
  readonly whole: boolean
}

/** Fills in the parameters and reports what is unknown or has no effect. */
export function fillSettings(findings: Findings, use: OperatorUse, scope: Scope): FilledSettings {
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
    const value = values.get(name)
    if (effect === 'not known' || value === undefined) continue
    values.delete(name)
    const about = { place: [...node.place, name], node: node.id, setting: name }
    for (const problem of wrongly(operator, name, value, scope)) {
      whole = false
      findings.add({ ...problem, ...about })
    }
    findings.add({
      code: 'no-effect',
      severity: 'warning',
      message: `has no effect while ${effect.because}`,
      ...about,
      on: 'key',
      remedy: 'take it out',
    })
  }
  return { values, from, without, whole }
}

/** What is wrong with a value that has no effect, but would be read once it had. */
function wrongly(operator: Operator, name: string, value: Json, scope: Scope): readonly SettingProblem[] {
  const read = attempt(() =>
    operator.settings[name]?.read(value, { parameters: scope.values, bounds: scope.bounds }),
  )
  return read.ok && read.value?.ok === false ? read.value.problems : []
}

/** Whether a setting that others depend on is missing or wrong, which is reported of itself. */
function isDoubtful(operator: Operator, name: string, value: Json | undefined, scope: Scope): boolean {
  const setting = Object.hasOwn(operator.settings, name) ? operator.settings[name] : undefined
  if (value === undefined) return setting?.required === true
  const read = attempt(() => setting?.read(value, { parameters: scope.values, bounds: scope.bounds }).ok)
  return !read.ok || read.value === false
}

function unknown(findings: Findings, { node, operator, settings }: OperatorUse, name: string): void {
  const known = Object.keys(operator.settings)
  const present: Present = { values: settings, isDoubtful: () => false }
  const usual = known.filter(
    (known) =>
      operator.settings[known]?.advanced !== true && effectOf(operator.settings, present, known) === 'yes',
  )
  findings.add({
    code: 'unknown-setting',
    message: `${operator.type} has no setting ${quoted(name)}`,
    place: [...node.place, name],
    on: 'key',
    node: node.id,
    expected: known.length === 0 ? 'no settings' : `one of ${known.map(quoted).join(', ')}`,
    remedy: (nearest) => {
      const free = known.filter((known) => !settings.has(known))
      const near = nearest(name, [...free, 'label', 'note', 'was'])
      if (near !== undefined) return `did you mean ${quoted(near)}?`
      const meant = settingsMeant(name, free)
      if (meant.length > 0) return `did you mean ${meant.slice(0, 2).map(quoted).join(' or ')}?`
      if (known.length === 0) return 'take it out'
      return `it has ${quotedList(usual, 12)}; "millrace docs ${operator.type}" says what they do`
    },
  })
}
