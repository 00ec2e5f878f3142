import { type Check, checkOf, fitsInPlace, never } from '../calling/call-native.ts'
import { isoTime } from '../functions/iso-time.ts'
import type { Calculate, Native } from '../calling/native.ts'
import { directly } from './direct.ts'
import { type Quick, type Reader, UNSURE } from './quick.ts'
import { admitted, isLong } from './text.ts'

/** Functions that give a scalar of scalars, and look at nothing but their arguments. */
const SCALAR: ReadonlySet<string> = new Set(
  `abs floor ceil round power sqrt number formatBase boolean not type fromMillis toMillis contains replace string
   substring substringBefore substringAfter lowercase uppercase length trim pad
   topicLevel topicMatches hash hashShard unitConvert timeTruncate timeFormat timeWithin durationParse durationFormat
   changePercent changeRate changeCrossing changeSwitch counterIncrease`.split(/\s+/),
)

/** Functions of many numbers. */
const AGGREGATES: ReadonlySet<string> = new Set(['sum', 'max', 'min', 'average'])

/** What has more is to be paid for. */
const MAX_RECORDS = 10_000

/** A call of a function of scalars, of numbers in a list, or of the present. */
export function quickCall(native: Native, args: readonly Quick[]): Quick | undefined {
  const { name } = native
  const [first, second, third] = args
  if (first === undefined) return name === 'now' ? now : name === 'millis' ? millis : undefined
  const direct = directly(name, args)
  if (direct !== undefined) return direct
  const { calculate } = native.options
  const isKnown = SCALAR.has(name) || AGGREGATES.has(name)
  if (!isKnown || calculate === undefined || !fitsInPlace(native, args.length)) return undefined
  // With a picture $toMillis may ask for the present.
  if (second !== undefined && native.options.withRun?.isNeeded('') === true) return undefined
  const checks = native.signature.parameters.slice(0, args.length).map(checkOf)
  if (second === undefined) return ofOneArgument(calculate, first, checks)
  return third === undefined
    ? ofTwoArguments(calculate, first, second, checks)
    : ofThreeArguments(calculate, first, second, third, checks)
}

/** `$sum(payload.items.v)` and its like: of a field of each of many records. */
export function quickAggregate(native: Native, rows: Reader, column: Reader): Quick | undefined {
  const { calculate } = native.options
  if (!AGGREGATES.has(native.name) || calculate === undefined) return undefined
  return (input) => {
    const records = rows(input)
    if (!Array.isArray(records) || records.length > MAX_RECORDS) return UNSURE
    const numbers: number[] = []
    for (let i = 0; i < records.length; i++) {
      const record = records[i]
      const value: unknown = column(record)
      if (typeof value === 'number') numbers.push(value)
      else if (value !== undefined || Array.isArray(record)) return UNSURE
    }
    return numbers.length === 0 ? undefined : sure(calculate(numbers, undefined, undefined, undefined))
  }
}

const now: Quick = (_input, _bindings, surroundings) =>
  Number.isFinite(surroundings?.now) ? isoTime(Number(surroundings?.now)) : UNSURE

const millis: Quick = (_input, _bindings, surroundings) =>
  Number.isFinite(surroundings?.now) ? surroundings?.now : UNSURE

/** As in arithmetic.ts. */
function sure(result: unknown): unknown {
  if (typeof result === 'string') return admitted(result)
  return typeof result === 'number' && !Number.isFinite(result) ? UNSURE : result
}

function ofOneArgument(calculate: Calculate, first: Quick, [fits = never]: readonly Check[]): Quick {
  return (input, bindings, surroundings) => {
    const a = first(input, bindings, surroundings)
    if (typeof a === 'symbol' || !fits(a) || isLong(a)) return UNSURE
    try {
      return sure(calculate(a, undefined, undefined, undefined))
    } catch {
      return UNSURE
    }
  }
}

function ofTwoArguments(
  calculate: Calculate,
  first: Quick,
  second: Quick,
  [isFirst = never, isSecond = never]: readonly Check[],
): Quick {
  return (input, bindings, surroundings) => {
    const a = first(input, bindings, surroundings)
    const b = second(input, bindings, surroundings)
    if (typeof a === 'symbol' || typeof b === 'symbol' || !isFirst(a) || !isSecond(b)) return UNSURE
    if (isLong(a) || isLong(b)) return UNSURE
    try {
      return sure(calculate(a, b, undefined, undefined))
    } catch {
      return UNSURE
    }
  }
}

function ofThreeArguments(
  calculate: Calculate,
  first: Quick,
  second: Quick,
  third: Quick,
  [isFirst = never, isSecond = never, isThird = never]: readonly Check[],
): Quick {
  return (input, bindings, surroundings) => {
    const a = first(input, bindings, surroundings)
    const b = second(input, bindings, surroundings)
    const c = third(input, bindings, surroundings)
    if (typeof a === 'symbol' || typeof b === 'symbol' || typeof c === 'symbol') return UNSURE
    if (!isFirst(a) || !isSecond(b) || !isThird(c) || isLong(a) || isLong(b) || isLong(c)) return UNSURE
    try {
      return sure(calculate(a, b, c, undefined))
    } catch {
      return UNSURE
    }
  }
}
