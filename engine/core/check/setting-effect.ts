import { describe, type Json } from '../model/json.ts'
import type { SettingsShape } from '../operator/setting.ts'

/** Whether a setting means something beside the present values of others; if not, what those are. */
export type Effect = 'yes' | 'not known' | { readonly because: string }

/** What is known of the settings that others depend on. */
export interface Present {
  readonly values: ReadonlyMap<string, Json>
  /** Whether the value of a setting, or its default, is none it can have, or not known. */
  isDoubtful(name: string, value: Json | undefined): boolean
}

/** The effect of a setting, by what its `when` says and the effect of the setting named there. */
export function effectOf(settings: SettingsShape, present: Present, name: string): Effect {
  const visited: string[] = []
  for (let at = name; !visited.includes(at);) {
    visited.push(at)
    const when = Object.hasOwn(settings, at) ? settings[at]?.when : undefined
    if (when === undefined) return 'yes'
    const other = Object.hasOwn(settings, when.setting) ? settings[when.setting] : undefined
    const given = present.values.get(when.setting)
    const value = given === undefined ? other?.default : given
    if (present.isDoubtful(when.setting, value)) return 'not known'
    if (value === undefined || !when.in.includes(value))
      return { because: `${when.setting} is ${shown(value)}` }
    at = when.setting
  }
  return 'yes'
}

function shown(value: Json | undefined): string {
  if (value === undefined) return 'not there'
  return typeof value === 'string' ? value : describe(value)
}
