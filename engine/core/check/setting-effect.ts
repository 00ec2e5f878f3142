import { describe, type Json } from '../model/json.ts'
import type { SettingsShape } from '../operator/setting.ts'

/**
 * The settings that mean nothing beside the present values of others, each with what those are. Where another's value
 * is not known, nothing is said.
 */
export function ineffective(
  settings: SettingsShape,
  values: ReadonlyMap<string, Json>,
  unknown: ReadonlySet<string>,
): readonly { readonly name: string; readonly because: string }[] {
  return Object.keys(settings).flatMap((name) => {
    const because = reason(settings, values, unknown, name, [])
    return because === undefined ? [] : [{ name, because }]
  })
}

function reason(
  settings: SettingsShape,
  values: ReadonlyMap<string, Json>,
  unknown: ReadonlySet<string>,
  name: string,
  visited: readonly string[],
): string | undefined {
  const when = Object.hasOwn(settings, name) ? settings[name]?.when : undefined
  if (when === undefined || unknown.has(when.setting) || visited.includes(name)) return undefined
  const other = Object.hasOwn(settings, when.setting) ? settings[when.setting] : undefined
  const value = values.get(when.setting) ?? other?.default
  // A required setting that is missing is reported itself.
  if (value === undefined && other?.required === true) return undefined
  if (value === undefined || !when.in.includes(value)) {
    return `${when.setting} is ${value === undefined ? 'not there' : typeof value === 'string' ? value : describe(value)}`
  }
  return reason(settings, values, unknown, when.setting, [...visited, name])
}
