import { nearestName } from '../../expression/advice/nearest-name.ts'
import { describe, isObject, type Json } from '../../model/json.ts'
import {
  bad,
  type NodeSurroundings,
  type Presence,
  type ReadSetting,
  type SettingNote,
  type SettingPlace,
  type SettingProblem,
  type SettingResult,
  type SettingsShape,
  type SettingWords,
  type Values,
} from '../setting.ts'
import { declare } from './declare.ts'

interface GroupOptions<Shape extends SettingsShape> {
  /** The settings of the group, by name. */
  readonly of: Shape
  /** The group in a sentence; a part that is not there, and has no default, is undefined. */
  show(shown: { readonly [Name in keyof Shape]?: string }): string
}

/** Settings that belong together, as an object. Problems lead to the part they are in. */
export function group<Shape extends SettingsShape, const P extends SettingWords & Presence>(
  words: P & GroupOptions<Shape>,
) {
  const { of, show } = words
  const parts = Object.entries(of)
  return declare<Values<Shape>, P>(words, {
    kind: 'group',
    schema: {
      type: 'object',
      properties: Object.fromEntries(
        parts.map(([name, { schema, summary }]) => [name, { ...schema, description: summary }]),
      ),
      required: parts.flatMap(([name, { required }]) => (required ? [name] : [])),
      additionalProperties: false,
    },
    form: { control: 'group', options: { of: partForms(of) } },
    read: (raw, place) => readGroup<Shape>(of, raw, place, show),
  })
}

/** How a form shows the parts, by name. */
export function partForms(of: SettingsShape): Json {
  const forms = Object.entries(of).map(([name, part]) => [
    name,
    {
      ...part.form,
      summary: part.summary,
      required: part.required,
      ...(part.default === undefined ? {} : { default: part.default }),
      ...(part.example === undefined ? {} : { example: part.example }),
    },
  ])
  return Object.fromEntries(forms) as Json // data, by what a setting is
}

/** Reads an object as the settings of a group. */
export function readGroup<Shape extends SettingsShape>(
  of: Shape,
  raw: Json,
  place: SettingPlace,
  show: (shown: { readonly [Name in keyof Shape]?: string }) => string,
): SettingResult<Values<Shape>> {
  const names = Object.keys(of)
  if (!isObject(raw)) {
    const expected = `an object with ${names.join(', ')}`
    return bad({ code: 'bad-group', message: `expected ${expected}, got ${describe(raw)}`, expected })
  }
  const problems: SettingProblem[] = Object.keys(raw).flatMap((name) =>
    Object.hasOwn(of, name) ? [] : [unknownPart(name, names)],
  )
  const notes: SettingNote[] = []
  const read: [string, ReadSetting<unknown>][] = []
  for (const [name, part] of Object.entries(of)) {
    const given = raw[name]
    const value = given === undefined ? part.default : given
    if (value === undefined) {
      if (part.required) problems.push(missingPart(name, part.example))
      continue
    }
    const inPart = <Said extends SettingProblem>(said: Said): Said => ({
      ...said,
      at: [name, ...(said.at ?? [])],
    })
    const result = part.read(value, place)
    if (result.ok) {
      read.push([name, result.read])
      notes.push(...(result.read.notes ?? []).map(inPart))
    } else problems.push(...result.problems.map(inPart))
  }
  if (problems.length > 0) return { ok: false, problems }
  const shown = Object.fromEntries(read.map(([name, { shown }]) => [name, shown]))
  return {
    ok: true,
    read: {
      shown: show(shown as { readonly [Name in keyof Shape]?: string }), // by the names of the parts
      notes,
      counted: read.flatMap(([, { counted = [] }]) => counted),
      reads: () =>
        read.flatMap(([name, one]) =>
          (one.reads?.() ?? []).map((reading) => ({ ...reading, at: [name, ...(reading.at ?? [])] })),
        ),
      bind: (surroundings: NodeSurroundings) =>
        Object.fromEntries(read.map(([name, one]) => [name, one.bind(surroundings)])) as Values<Shape>, // likewise
    },
  }
}

function unknownPart(name: string, names: readonly string[]): SettingProblem {
  const meant = nearestName(name, names)
  return {
    code: 'unknown-part',
    message: `there is no ${name} here`,
    expected: `some of ${names.join(', ')}`,
    remedy: meant === undefined ? `take ${name} out` : `did you mean ${JSON.stringify(meant)}?`,
  }
}

const missingPart = (name: string, example: Json | undefined): SettingProblem => ({
  code: 'missing-part',
  message: `${name} is missing`,
  expected: `a value for ${name}`,
  remedy: `add ${JSON.stringify(name)}: ${example === undefined ? '...' : JSON.stringify(example)}`,
})
