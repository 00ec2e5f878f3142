/** The public face of the core: what a host, a test or the editor may build on. */
export { catalog, operators } from './core/catalog.ts'
export { type CheckOptions, type Checked, checkFlow } from './core/check/check-flow.ts'
export { flowSchema } from './core/check/flow-schema.ts'
export { formatProblem } from './core/check/format-problem.ts'
export { type Bounds, defaultBounds } from './core/expression/bounds.ts'
export {
  type CompiledExpression,
  compileExpression,
  type CompileOptions,
  type Surroundings,
  UNSURE,
} from './core/expression/compile.ts'
export { ExpressionError } from './core/expression/expression-error.ts'
export type { HostFunction, HostFunctions } from './core/expression/calling/host-function.ts'
export {
  type Completion,
  type CompletionOptions,
  type Completions,
  completionsAt,
} from './core/expression/insight/completions.ts'
export { errorSpan } from './core/expression/insight/error-span.ts'
export type { FieldRead } from './core/expression/insight/fields.ts'
export type { PathElement } from './core/expression/insight/place.ts'
export { slownessFor } from './core/expression/insight/slow-for.ts'
export type { Span } from './core/expression/insight/span.ts'
export { type UnfoundField, unfoundFields } from './core/expression/insight/unfound-fields.ts'
export type { Slowness } from './core/expression/insight/why-slow.ts'
export { shownPath } from './core/expression/advice/shown-path.ts'
export type { DeadLetter } from './core/model/dead-letter.ts'
export { formatDuration, parseDuration } from './core/model/duration.ts'
export { type Event, type Key, makeEvent, type Scalar } from './core/model/event.ts'
export { Failure } from './core/model/failure.ts'
export {
  type Flow,
  flowFormat,
  type FlowNode,
  type FlowTest,
  type Parameter,
  type Subflow,
  type Wire,
} from './core/model/flow.ts'
export type { Json, JsonObject } from './core/model/json.ts'
export type { Problem } from './core/model/problem.ts'
export type {
  Arrival,
  EventArrival,
  FailedArrival,
  WallArrival,
  WatermarkArrival,
} from './core/operator/arrival.ts'
export type { Context, Delivery, EmitOptions, Timer, TimerClock } from './core/operator/context.ts'
export { defineOperator } from './core/operator/define-operator.ts'
export { at, type Example, problem, wall, watermark } from './core/operator/example.ts'
export type {
  Accepted,
  Category,
  Hook,
  Hooks,
  Input,
  Migration,
  Operator,
  OperatorDefinition,
  Output,
  Retention,
} from './core/operator/operator.ts'
export type { Plan, PlannedNode, PortName } from './core/operator/plan.ts'
export type { FormHint, JsonSchema, ReadSetting, Setting, SettingProblem } from './core/operator/setting.ts'
export { choice } from './core/operator/settings/choice.ts'
export { connection } from './core/operator/settings/connection.ts'
export { duration } from './core/operator/settings/duration.ts'
export { expression } from './core/operator/settings/expression.ts'
export { flag } from './core/operator/settings/flag.ts'
export { json } from './core/operator/settings/json.ts'
export { number } from './core/operator/settings/number.ts'
export { text } from './core/operator/settings/text.ts'
export { timeZone } from './core/operator/settings/time-zone.ts'
export { topicFilter } from './core/operator/settings/topic-filter.ts'
export { topicTemplate } from './core/operator/settings/topic-template.ts'
export { sourceSettings } from './core/operator/source-settings.ts'
export { type LogState, log, type MapState, map, record, type RecordState } from './core/operator/state.ts'
export type { Batch, Watermarks } from './core/runtime/batch.ts'
export { FlowRun, type RunOptions } from './core/runtime/flow-run.ts'
export type { TurnResult } from './core/runtime/turn-result.ts'
export { balances, type NodeLedger } from './core/runtime/ledger.ts'
export type { Outgoing } from './core/runtime/outbox.ts'
export type { Snapshot } from './core/runtime/snapshot.ts'
export type { Turn } from './core/runtime/turn.ts'
