import type { Json, JsonObject } from '../../model/json.ts'
import { ms } from '../golden.fixture.ts'

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

export interface GoldenPatternSpec {
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

/** The settings of a pattern as a case says it. */
export function goldenPattern({ steps, within, skip, start }: GoldenPatternSpec): JsonObject {
  const [rule = 'none', target] = skip.split(':')
  return {
    steps: steps.map(stepOf),
    skip: rule,
    ...(target === undefined ? {} : { skipTo: target }),
    ...(within === undefined ? {} : { within: ms(within) }),
    ...(start === undefined ? {} : { quietFrom: String(start) }),
  }
}

function stepOf({
  name,
  where,
  until,
  contiguity,
  times,
  optional,
  greedy,
  not,
  for: duration,
}: GoldenStep): JsonObject {
  return {
    name,
    ...(where === undefined ? {} : { where: textOf(where) }),
    ...(until === undefined ? {} : { until: textOf(until) }),
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
function textOf(condition: Condition): string {
  if (Array.isArray(condition)) return allOf(condition as readonly Condition[], 'and')
  const { and, or, empty, field, ...tests } = condition as JsonObject
  if (and !== undefined) return allOf(and as unknown as readonly Condition[], 'and') // lists of conditions
  if (or !== undefined) return allOf(or as unknown as readonly Condition[], 'or')
  if (empty !== undefined) return `$not($exists($${String(empty)}))`
  const own = `payload.${String(field)}`
  return Object.entries(tests)
    .map(([test, wanted]) => compared(own, signs[test] ?? test, wanted as Json))
    .join(' and ')
}

const allOf = (conditions: readonly Condition[], word: string): string =>
  conditions.map((one) => `(${textOf(one)})`).join(` ${word} `)

function compared(own: string, sign: string, wanted: Json): string {
  if (typeof wanted !== 'object' || wanted === null || Array.isArray(wanted))
    return `${own} != null and ${own} ${sign} ${JSON.stringify(wanted)}`
  const { step, field, index = 0 } = wanted as JsonObject
  const other = `$${String(step)}[${String(index)}].payload.${String(field)}`
  return `${own} != null and ${other} != null and ${own} ${sign} ${other}`
}
