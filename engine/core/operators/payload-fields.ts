import { isObject, type JsonObject } from '../model/json.ts'
import type { Operator } from '../operator/operator.ts'
import { absence } from './absence/absence.ts'
import { debounce } from './debounce.ts'
import { dedupe } from './dedupe/dedupe.ts'
import { throttle } from './throttle.ts'
import { timer } from './timer/timer.ts'
import { window } from './window/window.ts'

/** What the payload of an event that leaves by a port has: `same` as what came in, or fields of these names. */
type PayloadFields = 'same' | readonly string[] | undefined

const results = ({ aggregates }: JsonObject): PayloadFields => [
  ...(isObject(aggregates) ? Object.keys(aggregates) : []),
  'start',
  'end',
]

const asItCame = (): PayloadFields => 'same'

type ByPort = Readonly<Record<string, (settings: JsonObject) => PayloadFields>>

/**
 * Of operators that make payloads of their own, or hold events and let them go as they came: what is in the payload, by
 * port, from the settings as they stand in the document. Ports that declare what they pass need not be named.
 */
const told: ReadonlyMap<Operator, ByPort> = new Map<Operator, ByPort>([
  [window, { out: results, update: results, late: asItCame }],
  [timer, { out: ({ payload }) => (payload === undefined ? ['tick', 'missed'] : undefined) }],
  [absence, { absent: () => ['since', 'last'], back: () => ['since', 'away'], late: asItCame }],
  ...[throttle, debounce, dedupe].map((operator): [Operator, ByPort] => [
    operator,
    Object.fromEntries(Object.keys(operator.outputs).map((port) => [port, asItCame])),
  ]),
])

/** Undefined where nobody can know. */
export function payloadFields(operator: Operator, port: string, settings: JsonObject): PayloadFields {
  if (operator.outputs[port]?.passes !== undefined) return 'same'
  return told.get(operator)?.[port]?.(settings)
}
