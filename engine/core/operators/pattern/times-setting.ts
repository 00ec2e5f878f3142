import { isObject } from '../../model/json.ts'
import type { Presence, SettingProblem, SettingWords } from '../../operator/setting.ts'
import { choice } from '../../operator/settings/choice.ts'
import { declare } from '../../operator/settings/declare.ts'
import { partForms, readGroup } from '../../operator/settings/group.ts'
import { number } from '../../operator/settings/number.ts'
import { contiguities } from './contiguities.ts'
import type { Contiguity } from './plan.ts'

/** How often a step happens. */
export interface Times {
  readonly min: number
  /** Infinity for no bound. */
  readonly max: number
  /** Between one of its events and the next. */
  readonly contiguity: Contiguity
}

const most = 100_000

const parts = {
  min: number({
    summary: 'How often at least; 0 for perhaps not at all',
    default: 1,
    min: 0,
    max: most,
    integer: true,
  }),
  max: number({
    summary: 'How often at most; by default any number',
    optional: true,
    min: 1,
    max: most,
    integer: true,
  }),
  contiguity: choice({
    summary: 'How one of its events follows the one before',
    of: contiguities,
    default: 'followed-by',
  }),
}

const exactly = number({ summary: 'How often', min: 1, max: most, integer: true })

/** A number, or an object with `min`, `max` and `contiguity`. */
export function timesSetting<const P extends SettingWords & Presence>(words: P) {
  const { min, max, contiguity } = parts
  return declare<Times, P>(words, {
    kind: 'times',
    schema: {
      anyOf: [
        exactly.schema,
        {
          type: 'object',
          properties: { min: min.schema, max: max.schema, contiguity: contiguity.schema },
          additionalProperties: false,
        },
      ],
    },
    form: { control: 'times', options: { of: partForms(parts) } },
    read(raw, place) {
      if (typeof raw === 'number') {
        const result = exactly.read(raw, place)
        if (!result.ok) return result
        const times: Times = { min: raw, max: raw, contiguity: 'followed-by' }
        return { ok: true, read: { shown: inWords(raw, raw), bind: () => times } }
      }
      const result = readGroup(parts, raw, place, ({ min = '1', max }) =>
        inWords(Number(min), max === undefined ? undefined : Number(max)),
      )
      if (!result.ok) return result
      if (isObject(raw) && Number(raw['max'] ?? most) < Number(raw['min'] ?? 1))
        return { ok: false, problems: [noRange] }
      const { shown, bind } = result.read
      return {
        ok: true,
        read: {
          shown,
          bind: (surroundings) => {
            const { min, max = Number.POSITIVE_INFINITY, contiguity } = bind(surroundings)
            return { min, max, contiguity }
          },
        },
      }
    },
  })
}

function inWords(min: number, max: number | undefined): string {
  if (max === min) return min === 1 ? 'once' : `${min} times`
  if (max === undefined) return min === 0 ? 'any number of times' : `${min} or more times`
  return `${min} to ${max} times`
}

const noRange: SettingProblem = {
  code: 'empty-range',
  at: ['max'],
  message: 'nothing happens at least so often and no oftener than "max"',
  expected: 'a number that is no less than "min"',
  remedy: 'exchange "min" and "max"',
}
