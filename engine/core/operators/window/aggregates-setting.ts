import { readingsOf } from '../../expression/advice/readings.ts'
import { demandFinite } from '../../model/finite.ts'
import { describe, isObject, type Json, type JsonObject } from '../../model/json.ts'
import type { Presence, SettingProblem, SettingWords } from '../../operator/setting.ts'
import { declare } from '../../operator/settings/declare.ts'
import { misfitNotes } from '../../operator/settings/compile-setting.ts'
import { aggregates as known } from './aggregates.ts'
import type { Field } from './field.ts'
import { readField } from './read-field.ts'
import { type Summary, summary } from './summary.ts'
import { seekingFields } from './unfound-fields.ts'

/** A table of names and JSONata expressions over the window's events. */
export function aggregatesSetting<const P extends SettingWords & Presence>(words: P) {
  return declare<Summary, P>(words, {
    kind: 'aggregates',
    schema: { type: 'object', additionalProperties: { type: 'string', minLength: 1 }, minProperties: 1 },
    form: {
      control: 'table',
      options: { columns: ['name', 'expression'], result: 'a value', functions: [...known.keys()] },
    },
    read(raw, place) {
      if (!isObject(raw) || Object.keys(raw).length === 0) {
        return { ok: false, problems: [notATable(raw)] }
      }
      const problems: SettingProblem[] = []
      const fields: Field[] = []
      for (const [name, text] of Object.entries(raw as JsonObject)) {
        const field = reserved.has(name) ? nameTaken(name) : readField(name, text, place)
        if ('code' in field) problems.push({ ...field, at: [name] })
        else fields.push(field)
      }
      if (problems.length > 0) return { ok: false, problems }
      const reads = () =>
        Object.entries(raw).flatMap(([name, text]) =>
          readingsOf(String(text)).map((one) => ({ ...one, at: [name] })),
        )
      const shown = Object.entries(raw).map(([name, text]) => `${name} = ${String(text).trim()}`)
      const notes = fields.flatMap((field) =>
        'whole' in field
          ? [{ code: 'collects', message: `${field.name} keeps every event of a window: ${field.reason}` }]
          : [],
      )
      const misfits = Object.entries(raw).flatMap(([name, text]) =>
        misfitNotes(text).map((note) => ({ ...note, at: [name] })),
      )
      return {
        ok: true,
        read: {
          shown: shown.join(', '),
          bind: (surroundings) => withFiniteResults(summary(fields, surroundings), fields),
          notes: [...notes, ...misfits],
          counted: seekingFields(fields).map((name) => ({
            part: name,
            text: String(raw[name]).trim(),
            of: 'result',
          })),
          reads,
        },
      }
    },
  })
}

/** A sum can be too large, and an expression can divide by zero. */
function withFiniteResults(summary: Summary, fields: readonly Field[]): Summary {
  const { result } = summary
  return {
    ...summary,
    result(into, held, events) {
      const filled = result(into, held, events)
      for (const { name } of fields) demandFinite(filled[name])
      return filled
    },
  }
}

/** Every result has these fields anyway. */
const reserved = new Set(['start', 'end'])

const notATable = (raw: Json): SettingProblem => ({
  code: 'bad-aggregates',
  message: `expected an object with an expression for each name, got ${isObject(raw) ? 'an empty one' : describe(raw)}`,
  expected: 'an object such as { "celsius": "$average(payload.c)" }',
  ...(typeof raw === 'string' ? { remedy: `give it a name: { "result": ${JSON.stringify(raw)} }` } : {}),
})

const nameTaken = (name: string): SettingProblem => ({
  code: 'reserved-name',
  message: `${name} is a field that every result has: the window's own`,
  remedy: 'choose another name',
})
