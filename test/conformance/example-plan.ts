import { effectOf } from '../../engine/core/check/setting-effect.ts'
import type { Json, JsonObject } from '../../engine/core/model/json.ts'
import { defineOperator } from '../../engine/core/operator/define-operator.ts'
import type { Example } from '../../engine/core/operator/example.ts'
import type { Operator } from '../../engine/core/operator/operator.ts'
import type { Plan, PlannedNode } from '../../engine/core/operator/plan.ts'
import type { ReadSetting } from '../../engine/core/operator/setting.ts'
import { sourceSettings } from '../../engine/core/operator/source-settings.ts'
import { feederOf, keyProperty } from './example-script.ts'

const feeder = defineOperator({
  type: 'feeder',
  category: 'source',
  summary: 'Feeds an example to an input.',
  inputs: {},
  outputs: { out: 'The events of the example' },
  settings: sourceSettings,
  says: () => 'feeds an example',
  examples: [],
  create: () => ({}),
})

/** The operator under test as `subject`, with a feeder for each of its inputs. */
export function planOf(operator: Operator, example: Example, more: JsonObject = {}): Plan {
  const inputs = Object.keys(operator.inputs)
  const feeders = inputs.map((input): PlannedNode => {
    const raw = { key: `properties.${keyProperty}`, idle: 'never', ...more }
    return { id: feederOf(input), operator: feeder, raw, settings: read(feeder, raw), inputs: {} }
  })
  const subject: PlannedNode = {
    id: 'subject',
    operator,
    raw: example.settings,
    settings: read(operator, example.settings),
    inputs: Object.fromEntries(inputs.map((input) => [input, [{ node: feederOf(input), port: 'out' }]])),
  }
  return { flow: 'example', parameters: {}, nodes: [...feeders, subject] }
}

export function read(
  operator: Operator,
  raw: Readonly<Record<string, Json>>,
): Record<string, ReadSetting<unknown>> {
  for (const name of Object.keys(raw)) {
    if (!Object.hasOwn(operator.settings, name)) throw new Error(`${operator.type} has no setting ${name}`)
  }
  return Object.fromEntries(
    Object.entries(operator.settings).flatMap(([name, setting]) => {
      const value = raw[name] ?? setting.default
      if (value === undefined) {
        const present = { values: new Map(Object.entries(raw)), isDoubtful: () => false }
        const isMeant = effectOf(operator.settings, present, name) === 'yes'
        if (setting.required && isMeant) throw new Error(`${operator.type} needs the setting ${name}`)
        return []
      }
      const result = setting.read(value, { parameters: {}, beside: raw })
      if (!result.ok) throw new Error(`${operator.type}.${name}: ${result.problems[0]?.message}`)
      return [[name, result.read]]
    }),
  )
}
