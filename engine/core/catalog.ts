import type { Operator } from './operator/operator.ts'
import { absence } from './operators/absence/absence.ts'
import { alarm } from './operators/alarm/alarm.ts'
import { change } from './operators/change/change.ts'
import { debounce } from './operators/debounce.ts'
import { delay } from './operators/delay.ts'
import { dedupe } from './operators/dedupe/dedupe.ts'
import { fileIn } from './operators/file-in.ts'
import { filter } from './operators/filter.ts'
import { gate } from './operators/gate.ts'
import { gather } from './operators/gather/gather.ts'
import { httpLookup } from './operators/http-lookup/http-lookup.ts'
import { join } from './operators/join/join.ts'
import { log } from './operators/log.ts'
import { lookup } from './operators/lookup/lookup.ts'
import { map } from './operators/map.ts'
import { mqttIn } from './operators/mqtt-in.ts'
import { mqttOut } from './operators/mqtt-out.ts'
import { over } from './operators/over/over.ts'
import { pattern } from './operators/pattern/pattern.ts'
import { sample } from './operators/sample.ts'
import { scan } from './operators/scan/scan.ts'
import { sort } from './operators/sort.ts'
import { split } from './operators/split.ts'
import { switchOperator } from './operators/switch.ts'
import { tableIn } from './operators/table-in/table-in.ts'
import { throttle } from './operators/throttle.ts'
import { timer } from './operators/timer/timer.ts'
import { top } from './operators/top/top.ts'
import { window } from './operators/window/window.ts'

/** Every operator there is, in the order in which the palette and the reference show them. */
export const operators: readonly Operator[] = [
  mqttIn,
  fileIn,
  tableIn,
  timer,
  filter,
  lookup,
  map,
  switchOperator,
  split,
  scan,
  dedupe,
  window,
  over,
  pattern,
  top,
  httpLookup,
  join,
  gather,
  sort,
  sample,
  change,
  absence,
  alarm,
  gate,
  throttle,
  debounce,
  delay,
  mqttOut,
  log,
]

/** The operators by their type. */
export const catalog: ReadonlyMap<string, Operator> = new Map(
  operators.map((operator) => [operator.type, operator]),
)
