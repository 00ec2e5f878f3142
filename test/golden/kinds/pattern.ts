import type { Json, JsonObject } from '../../../engine/core/model/json.ts'
import { type Adapter, fieldOf, type GoldenCase, ms } from '../golden-case.ts'

type Condition = JsonObject | readonly Condition[]

interface GoldenStep {
  readonly name: string
  readonly where?: Condition
  readonly until?: Condition
  readonly contiguity?: string
  readonly times?: { readonly min: number; readonly max: number | null; readonly contiguity: string }
  readonly optional?: boolean
  readonly greedy?: boolean
  readonly not?: boolean
  readonly for?: number
}

interface Spec {
  readonly per: readonly string[]
  readonly steps: readonly GoldenStep[]
  readonly within?: number
  readonly skip: string
  readonly start?: number
}

const contiguities: Readonly<Record<string, string>> = {
  next: 'next',
  followedBy: 'followed-by',
  followedByAny: 'followed-by-any',
}

const signs: Readonly<Record<string, string>> = {
  is: '=',
  not: '!=',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
  in: 'in',
}

export function patternCase({ spec }: GoldenCase): Adapter {
  const { per, steps, within, skip, start } = spec as unknown as Spec // as the files say it
  const [rule = 'none', target] = skip.split(':')
  // Any name may be that of a step there, also one that a function has here.
  const named = steps.map(({ name }, at) => [name, `step${at}`] as const)
  const here = new Map(named)
  const there = new Map<string, string>(named.map(([name, own]) => [own, name]))
  return {
    type: 'pattern',
    settings: {
      steps: steps.map((step) => stepOf(step, here)),
      skip: rule,
      ...(target === undefined ? {} : { skipTo: here.get(target) ?? target }),
      ...(within === undefined ? {} : { within: ms(within) }),
      ...(start === undefined ? {} : { quietFrom: String(start) }),
    },
    keys: { in: per },
    ports: ['out'],
    rows: (left) =>
      left.map(({ payload }) =>
        Object.fromEntries(
          Object.entries(payload as JsonObject).map(([name, events]) => [there.get(name) ?? name, events]),
        ),
      ),
  }
}

function stepOf(
  { name, where, until, contiguity, times, optional, greedy, not, for: duration }: GoldenStep,
  here: ReadonlyMap<string, string>,
): JsonObject {
  return {
    name: here.get(name) ?? name,
    ...(where === undefined ? {} : { where: textOf(where, here) }),
    ...(until === undefined ? {} : { until: textOf(until, here) }),
    ...(contiguity === undefined ? {} : { contiguity: contiguities[contiguity] ?? contiguity }),
    ...(times === undefined
      ? {}
      : {
          times: {
            min: times.min,
            ...(times.max === null ? {} : { max: times.max }),
            contiguity: contiguities[times.contiguity] ?? times.contiguity,
          },
        }),
    ...(optional === true ? { optional } : {}),
    ...(greedy === true ? { greedy } : {}),
    ...(not === true ? { not } : {}),
    ...(duration === undefined ? {} : { for: ms(duration) }),
  }
}

/** A condition as an expression; what is missing or null never fits. */
function textOf(condition: Condition, here: ReadonlyMap<string, string>): string {
  const allOf = (conditions: readonly Condition[], word: string): string =>
    conditions.map((one) => `(${textOf(one, here)})`).join(` ${word} `)
  const nameOf = (step: Json | undefined): string => here.get(String(step)) ?? String(step)

  if (Array.isArray(condition)) return allOf(condition as readonly Condition[], 'and')
  const { and, or, empty, field, ...tests } = condition as JsonObject
  if (and !== undefined) return allOf(and as unknown as readonly Condition[], 'and') // lists of conditions
  if (or !== undefined) return allOf(or as unknown as readonly Condition[], 'or')
  if (empty !== undefined) return `$not($exists($${nameOf(empty)}))`
  const own = fieldOf(String(field))
  return Object.entries(tests)
    .map(([test, wanted]) => compared(own, signs[test] ?? test, wanted as Json, nameOf))
    .join(' and ')
}

function compared(
  own: string,
  sign: string,
  wanted: Json,
  nameOf: (step: Json | undefined) => string,
): string {
  if (typeof wanted !== 'object' || wanted === null || Array.isArray(wanted))
    return `${own} != null and ${own} ${sign} ${JSON.stringify(wanted)}`
  const { step, field, index = 0 } = wanted as JsonObject
  const other = `$${nameOf(step)}[${String(index)}].${fieldOf(String(field))}`
  return `${own} != null and ${other} != null and ${own} ${sign} ${other}`
}
