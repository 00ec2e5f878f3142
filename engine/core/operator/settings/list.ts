import { describe, type Json } from '../../model/json.ts'
import {
  bad,
  type Presence,
  type ReadSetting,
  type Setting,
  type SettingNote,
  type SettingProblem,
  type SettingWords,
} from '../setting.ts'
import { declare } from './declare.ts'

interface ListOptions<Value> {
  /** What each item is; its summary says it for one of them. */
  readonly of: Setting<Value>
  /** How many items there are at least (0 by default) and at most. */
  readonly min?: number
  readonly max?: number
  /** How the items are shown in a sentence; by default with commas between them. */
  show?(items: readonly string[]): string
}

/** A list of settings of one kind. Problems lead to the item they are in. */
export function list<Value, const P extends SettingWords & Presence>(words: P & ListOptions<Value>) {
  const { of, min = 0, max, show = (items) => items.join(', ') } = words
  const expected = `a list${size(min, max)}`
  return declare<readonly Value[], P>(words, {
    kind: 'list',
    schema: {
      type: 'array',
      items: { ...of.schema, description: of.summary },
      ...(min === 0 ? {} : { minItems: min }),
      ...(max === undefined ? {} : { maxItems: max }),
    },
    form: {
      control: 'list',
      options: { of: { ...of.form, summary: of.summary }, min, ...(max === undefined ? {} : { max }) },
    },
    read(raw, place) {
      if (!Array.isArray(raw)) return bad(notAList(raw, expected))
      if (raw.length < min || raw.length > (max ?? raw.length))
        return bad(wrongSize(raw.length, expected, max))
      const problems: SettingProblem[] = []
      const notes: SettingNote[] = []
      const items: ReadSetting<Value>[] = []
      for (const [index, item] of (raw as readonly Json[]).entries()) {
        const inItem = <Said extends SettingProblem>(problem: Said): Said => ({
          ...problem,
          at: [index, ...(problem.at ?? [])],
        })
        const result = of.read(item, place)
        if (result.ok) {
          items.push(result.read)
          notes.push(...(result.read.notes ?? []).map(inItem))
        } else problems.push(...result.problems.map(inItem))
      }
      if (problems.length > 0) return { ok: false, problems }
      const reads = () =>
        items.flatMap((item, index) =>
          (item.reads?.() ?? []).map((one) => ({ ...one, at: [index, ...(one.at ?? [])] })),
        )
      return {
        ok: true,
        read: {
          shown: show(items.map((item) => item.shown)),
          notes,
          counted: items.flatMap(({ counted = [] }) => counted),
          reads,
          bind: (surroundings) => items.map((item) => item.bind(surroundings)),
        },
      }
    },
  })
}

function size(min: number, max: number | undefined): string {
  if (max === undefined) return min === 0 ? '' : ` of ${min} or more`
  return min === 0 ? ` of at most ${max}` : ` of ${min} to ${max}`
}

const notAList = (raw: Json, expected: string): SettingProblem => ({
  code: 'bad-list',
  message: `expected ${expected}, got ${describe(raw)}`,
  expected,
  remedy: 'put square brackets around it, and commas between the items: ["...", "..."]',
})

const wrongSize = (count: number, expected: string, max: number | undefined): SettingProblem => ({
  code: 'bad-list',
  message: `expected ${expected}, got ${count === 0 ? 'an empty one' : `${count} items`}`,
  expected,
  remedy: max !== undefined && count > max ? `leave at most ${max}` : 'add what is missing',
})
