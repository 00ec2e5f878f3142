import type { Input, Operator, OperatorDefinition, Output, Retention } from './operator.ts'
import type { SettingsShape } from './setting.ts'
import { duration } from './settings/duration.ts'
import { number } from './settings/number.ts'
import type { StateShape } from './state.ts'

const defaultRetention: Retention = { time: 7 * 86_400_000, keys: 100_000 }

/** Settings that every operator with state per key has, so that no memory grows without a bound. */
const retentionSettings = (retention: Retention) => ({
  ...(retention.time === Number.POSITIVE_INFINITY
    ? {}
    : {
        forget: duration({
          summary:
            'How long a key is remembered after its last event; never for less than any other time that has an effect here',
          default: retention.time,
          onChange: 'keep',
          advanced: true,
          min: 1,
        }),
      }),
  maxKeys: number({
    summary: 'How many keys are remembered at once; an event of one more is a dead letter',
    default: retention.keys,
    onChange: 'keep',
    advanced: true,
    min: 1,
    integer: true,
  }),
})

/**
 * Declares an operator. Everything else is derived from what stands here: validation, forms, pages, the Node-RED node
 * and tests.
 */
export function defineOperator<
  const In extends string,
  const Port extends string,
  Settings extends SettingsShape,
  Shape extends StateShape = Record<never, never>,
  Table extends StateShape = Record<never, never>,
>(definition: OperatorDefinition<In, Port, Settings, Shape, Table>): Operator {
  const { keeps } = definition
  const state: StateShape = definition.state ?? {}
  const retention = keeps === 'forever' ? keeps : { ...defaultRetention, ...keeps }
  const keyed = Object.keys(state).length > 0 && Object.keys(definition.inputs).length > 0
  const settings: SettingsShape =
    keyed && retention !== 'forever'
      ? { ...definition.settings, ...retentionSettings(retention) }
      : definition.settings
  const operator = {
    ...definition,
    description: definition.description ?? [],
    version: definition.version ?? 1,
    migrations: definition.migrations ?? [],
    inputs: described<Input>(definition.inputs, { reads: 'key' }),
    outputs: described<Output>(definition.outputs, { carries: 'all', late: false, hidden: false }),
    settings,
    state,
    table: definition.table ?? {},
    keeps: retention,
    holds: definition.holds ?? false,
    asks: definition.asks ?? false,
    span: definition.span ?? (() => 0),
    silent: definition.silent ?? (() => []),
    remembers: (values: Readonly<Record<string, unknown>>) =>
      // The border again: they are the values of these settings.
      Math.max(longestDuration(definition.settings, values), definition.remembers?.(values as never) ?? 0),
    check: definition.check ?? (() => []),
  }
  // The border where the author's exact types end: the runtime hands each operator the values, state and ports it
  // has declared here, which the conformance suite checks by running every example.
  return operator as unknown as Operator
}

/** What a node waits for, or counts within, it must not forget meanwhile. */
function longestDuration(settings: SettingsShape, values: Readonly<Record<string, unknown>>): number {
  const isMeant = ({ when }: SettingsShape[string]): boolean =>
    when === undefined || when.in.some((value) => value === values[when.setting])
  const durations = Object.entries(settings)
    .filter(([, setting]) => setting.kind === 'duration' && isMeant(setting))
    .map(([name]) => Number(values[name] ?? 0))
  return Math.max(0, ...durations.filter(Number.isFinite))
}

function described<Part>(
  parts: Readonly<Record<string, string | object>>,
  defaults: Omit<Part, 'summary'>,
): Readonly<Record<string, Part>> {
  return Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [
      name,
      { ...defaults, ...(typeof part === 'string' ? { summary: part } : part) } as Part,
    ]),
  )
}
