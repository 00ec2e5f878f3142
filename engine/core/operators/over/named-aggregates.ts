import { isObject, type Json } from '../../model/json.ts'
import type { Setting, SettingPlace, SettingResult, SettingWords } from '../../operator/setting.ts'
import { aggregatesSetting } from '../window/aggregates-setting.ts'
import type { Summary } from '../window/summary.ts'

/** What is summed up, with the names of the fields that come of it. */
export interface NamedSummary extends Summary {
  readonly names: readonly string[]
}

/** A table of aggregates as a window has it, which may be left out, and tells its names. */
export function namedAggregates(words: SettingWords): Setting<NamedSummary | undefined> {
  const setting = aggregatesSetting(words)
  return {
    ...setting,
    required: false,
    read(raw: Json, place: SettingPlace): SettingResult<NamedSummary> {
      const result = setting.read(raw, place)
      if (!result.ok) return result
      const { read } = result
      const names = isObject(raw) ? Object.keys(raw) : []
      return { ok: true, read: { ...read, bind: (surroundings) => ({ ...read.bind(surroundings), names }) } }
    },
  }
}

/** Nothing is to be summed up. */
export const noAggregates: NamedSummary = {
  names: [],
  collects: false,
  isSmall: true,
  start: () => ({}),
  add: () => {},
  merge: () => {},
  result: (into) => into,
}
