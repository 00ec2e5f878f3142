import { describe, isObject, type Json, type JsonObject } from '../../model/json.ts'
import type {
  EventFunction,
  Presence,
  ReadSetting,
  SettingPlace,
  SettingProblem,
  SettingWords,
} from '../../operator/setting.ts'
import { declare } from '../../operator/settings/declare.ts'
import { expression } from '../../operator/settings/expression.ts'
import { number } from '../../operator/settings/number.ts'

/** What a row tells of one that came some rows earlier. */
export interface Lag {
  readonly name: string
  readonly value: EventFunction<Json | undefined>
  readonly rows: number
  /** What it tells where there is no such row, or its value was nothing. */
  readonly default: Json | undefined
}

type ReadLag = Omit<Lag, 'value'> & { readonly value: ReadSetting<Lag['value']> }

const valueSetting = expression.any({ summary: 'What is told of the earlier event', example: 'payload.c' })
const rowsSetting = number({ summary: 'How many rows earlier', min: 1, max: 100_000, integer: true })

/** A table of names and what they tell of earlier events: an expression, or `{ value, rows, default }`. */
export function lagsSetting<const P extends SettingWords & Presence>(words: P) {
  return declare<readonly Lag[], P>(words, {
    kind: 'lags',
    schema: {
      type: 'object',
      minProperties: 1,
      additionalProperties: {
        anyOf: [
          valueSetting.schema,
          {
            type: 'object',
            properties: { value: valueSetting.schema, rows: rowsSetting.schema, default: {} },
            required: ['value'],
            additionalProperties: false,
          },
        ],
      },
    },
    form: { control: 'json' },
    read(raw, place) {
      if (!isObject(raw) || Object.keys(raw).length === 0) return { ok: false, problems: [notATable(raw)] }
      const found = Object.entries(raw as JsonObject).map(([name, one]) => ({
        name,
        ...readLag(name, one, place),
      }))
      const problems = found.flatMap(({ name, problems = [] }) =>
        problems.map((problem) => ({ ...problem, at: [name, ...(problem.at ?? [])] })),
      )
      if (problems.length > 0) return { ok: false, problems }
      const lags = found.flatMap(({ lag }) => (lag === undefined ? [] : [lag]))
      return {
        ok: true,
        read: {
          shown: lags
            .map(
              ({ name, value, rows }) =>
                `${name} = ${value.shown} ${rows === 1 ? 'one row' : `${rows} rows`} earlier`,
            )
            .join(', '),
          notes: lags.flatMap(({ name, value }) =>
            (value.notes ?? []).map((note) => ({ ...note, at: [name, ...(note.at ?? [])] })),
          ),
          reads: () =>
            lags.flatMap(({ name, value }) => (value.reads?.() ?? []).map((one) => ({ ...one, at: [name] }))),
          bind: (surroundings) => lags.map((lag) => ({ ...lag, value: lag.value.bind(surroundings) })),
        },
      }
    },
  })
}

function readLag(
  name: string,
  raw: Json,
  place: SettingPlace,
): { readonly lag?: ReadLag; readonly problems?: readonly SettingProblem[] } {
  const {
    value = null,
    rows = 1,
    default: otherwise,
    ...others
  } = isObject(raw) ? (raw as JsonObject) : { value: raw }
  const [stranger] = Object.keys(others)
  if (stranger !== undefined) return { problems: [unknownPart(stranger)] }
  const [readValue, readRows] = [valueSetting.read(value, place), rowsSetting.read(rows, place)]
  if (readValue.ok && readRows.ok)
    return { lag: { name, value: readValue.read, rows: Number(rows), default: otherwise } }
  return {
    problems: [
      ...(readValue.ok ? [] : readValue.problems),
      ...(readRows.ok ? [] : readRows.problems.map((problem) => ({ ...problem, at: ['rows'] }))),
    ],
  }
}

const notATable = (raw: Json): SettingProblem => ({
  code: 'bad-lags',
  message: `expected an object with an expression for each name, got ${isObject(raw) ? 'an empty one' : describe(raw)}`,
  expected: 'an object such as { "before": "payload.c" }',
  ...(typeof raw === 'string' ? { remedy: `give it a name: { "before": ${JSON.stringify(raw)} }` } : {}),
})

const unknownPart = (part: string): SettingProblem => ({
  code: 'bad-lags',
  message: `there is no ${part} in what is told of an earlier event`,
  expected: 'an expression, or an object with value, rows and default',
  remedy: `remove ${part}`,
})
