import type { Json } from '../model/json.ts'
import type { Operator } from '../operator/operator.ts'
import type { JsonSchema, Setting, SettingsShape } from '../operator/setting.ts'
import { conditionalSchema } from './conditional-schema.ts'
import { nodeMembers } from './node-members.ts'

/** Kinds whose own schema lets the text `$name` through already, or in which it is no parameter. */
const takeAnyText: readonly string[] = ['expression', 'text', 'topic', 'json']

/** The schema of a node of this operator in its present version: settings, what they mean, which are needed when. */
export function operatorSchema({ summary, settings }: Operator): JsonSchema {
  const entries = Object.entries(settings)
  const always = entries
    .filter(([, { required, when }]) => required && when === undefined)
    .map(([name]) => name)
  const sometimes = entries.filter(([, { required, when }]) => required && when !== undefined)
  return {
    type: 'object',
    description: summary,
    properties: {
      ...Object.fromEntries(nodeMembers.map((name) => [name, true])),
      ...Object.fromEntries(entries.map(([name, setting]) => [name, settingSchema(setting)])),
    },
    additionalProperties: false,
    ...(always.length === 0 ? {} : { required: always }),
    ...(sometimes.length === 0
      ? {}
      : {
          allOf: sometimes.map(([name]) =>
            conditionalSchema(whileMeant(settings, name), { required: [name] }),
          ),
        }),
  }
}

function settingSchema({ kind, summary, schema, default: preset, example }: Setting<unknown>): JsonSchema {
  const value: JsonSchema = takeAnyText.includes(kind)
    ? schema
    : {
        anyOf: [
          schema,
          { type: 'string', pattern: '^\\$[A-Za-z_]\\w*$', description: 'The parameter of this name' },
        ],
      }
  return {
    ...value,
    description: summary,
    ...(preset === undefined ? {} : { default: preset }),
    ...(example === undefined ? {} : { examples: [example] }),
  }
}

/** Holds while the settings that this one depends on have the values it is meant for, be it by default. */
function whileMeant(settings: SettingsShape, name: string): JsonSchema {
  const properties = new Map<string, Json>()
  const required: string[] = []
  for (let at = name; ;) {
    const when = Object.hasOwn(settings, at) ? settings[at]?.when : undefined
    if (when === undefined || properties.has(when.setting)) break
    properties.set(when.setting, { enum: when.in })
    const preset = Object.hasOwn(settings, when.setting) ? settings[when.setting]?.default : undefined
    if (preset === undefined || !when.in.includes(preset)) required.push(when.setting)
    at = when.setting
  }
  return { properties: Object.fromEntries(properties), ...(required.length === 0 ? {} : { required }) }
}
