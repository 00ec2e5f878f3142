import { readingsOf } from '../../expression/advice/readings.ts'
import { type AggregateCall, splitAggregates } from '../../expression/aggregates/split-aggregates.ts'
import { Failure } from '../../model/failure.ts'
import type { Json } from '../../model/json.ts'
import type { SettingPlace, SettingProblem } from '../../operator/setting.ts'
import { compileSetting } from '../../operator/settings/compile-setting.ts'
import type { Aggregate } from './aggregate.ts'
import { aggregates as known } from './aggregates.ts'
import type { Field } from './field.ts'
import { emptyCall, wrongCall } from './wrong-calls.ts'

/** Reads one aggregate of a window, or says what is wrong with it. */
export function readField(name: string, text: Json, place: SettingPlace): Field | SettingProblem {
  const split = typeof text === 'string' ? trySplit(text, place) : undefined
  const empty = split === undefined ? undefined : emptyCall(String(text))
  if (empty !== undefined) return empty
  if (split !== undefined && 'rest' in split) {
    const problem = constantProblem(split.calls)
    if (problem !== undefined) return problem
    const path = split.calls.length === 1 ? pathIn(String(text)) : undefined
    const calls = split.calls.map((call) => ({ ...call, aggregate: known.get(call.name) as Aggregate, path })) // split knows no others
    return { name, calls, names: split.resultNames, rest: split.rest, isCall: split.isCall }
  }
  const whole = compileSetting(text, place, [], [...known.keys()])
  const wrong = wrongCall(String(text))
  if (wrong !== undefined) return wrong
  return 'evaluate' in whole ? { name, whole, reason: split?.reason ?? '' } : whole
}

/** Whether an aggregate takes the constants it is given, which it only says when it begins. */
function constantProblem(calls: readonly AggregateCall[]): SettingProblem | undefined {
  for (const { name, constants } of calls) {
    const aggregate = known.get(name)
    try {
      aggregate?.start(constants as readonly Json[]) // an expression's results are JSON
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      return { code: error.code, message: error.message, expected: aggregate?.summary ?? '' }
    }
  }
  return undefined
}

/** The path that an expression reads, if it is one of plain names, and the only one in the payload. */
function pathIn(text: string): readonly string[] | undefined {
  const paths = readingsOf(text).flatMap(({ path }) => (path[0] === 'payload' ? [path] : []))
  const [only] = paths
  const isPlain = paths.length === 1 && only?.every((name) => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) === true
  return isPlain && text.includes(only.join('.')) ? only : undefined
}

/** Undefined where the text is no expression, which `compileSetting` then says. */
function trySplit(
  text: string,
  { parameters }: SettingPlace,
): ReturnType<typeof splitAggregates> | undefined {
  try {
    return splitAggregates(text, known, Object.keys(parameters))
  } catch {
    return undefined
  }
}
