import { applyGiven } from '../nodes/apply.ts'
import { Callable } from '../calling/callable.ts'
import { ExpressionError } from '../expression-error.ts'
import type { Run } from '../frame.ts'
import { mergeSorted } from '../values/merge-sort.ts'
import { type Native, running } from '../calling/native.ts'
import { newSequence } from '../values/sequence.ts'
import { truth } from '../values/truth.ts'
import { isNumeric, isRecord, setField } from '../values/value.ts'

type Values = readonly unknown[] | undefined

/** Calls a function with as many of the arguments as it takes, but at least the first. */
function callWith(run: Run, target: unknown, first: unknown, second: unknown, third: unknown): unknown {
  run.spend(1)
  const arity = arityOf(target)
  const args = arity >= 3 ? [first, second, third] : arity === 2 ? [first, second] : [first]
  return applyGiven(target, args, run)
}

function arityOf(target: unknown): number {
  return target instanceof Callable ? target.arity : 0
}

function map(run: Run, values: Values, target: unknown): unknown {
  if (values === undefined) return undefined
  const result = newSequence()
  for (let i = 0; i < values.length; i++) {
    const given = callWith(run, target, values[i], i, values)
    if (given !== undefined) result.push(given)
  }
  run.admit(result)
  return result
}

function filter(run: Run, values: Values, target: unknown): unknown {
  if (values === undefined) return undefined
  const result = newSequence()
  for (let i = 0; i < values.length; i++) {
    if (truth(callWith(run, target, values[i], i, values), run)) result.push(values[i])
  }
  run.admit(result)
  return result
}

function single(run: Run, values: Values, target: unknown): unknown {
  if (values === undefined) return undefined
  let count = 0
  let found: unknown
  for (let i = 0; i < values.length; i++) {
    if (target !== undefined && !truth(callWith(run, target, values[i], i, values), run)) continue
    if (++count > 1) throw new ExpressionError('D3138', { index: i })
    found = values[i]
  }
  if (count === 0) throw new ExpressionError('D3139')
  return found
}

function reduce(run: Run, values: Values, target: unknown, start: unknown): unknown {
  if (values === undefined) return undefined
  const arity = arityOf(target)
  if (arity < 2) throw new ExpressionError('D3050', { index: 1 })
  const startsWithFirst = start === undefined && values.length > 0
  let result = startsWithFirst ? values[0] : start
  for (let i = startsWithFirst ? 1 : 0; i < values.length; i++) {
    run.spend(1)
    const args: unknown[] = [result, values[i]]
    if (arity >= 3) args.push(i)
    if (arity >= 4) args.push(values)
    result = applyGiven(target, args, run)
  }
  return result
}

function each(run: Run, record: unknown, target: unknown): unknown {
  const result = newSequence()
  if (!isRecord(record)) return result
  const names = Object.keys(record)
  run.readFields(names.length)
  for (const name of names) {
    const given = callWith(run, target, record[name], name, record)
    if (given !== undefined) result.push(given)
  }
  run.admit(result)
  return result
}

function sift(run: Run, record: unknown, target: unknown): unknown {
  if (!isRecord(record)) return undefined
  const result: Record<string, unknown> = {}
  let isEmpty = true
  const names = Object.keys(record)
  run.readFields(names.length)
  for (const name of names) {
    if (!truth(callWith(run, target, record[name], name, record), run)) continue
    run.makeFields(1)
    setField(result, name, record[name])
    isEmpty = false
  }
  return isEmpty ? undefined : result
}

function sort(run: Run, values: Values, target: unknown): unknown {
  if (values === undefined || values.length <= 1) return values
  if (target === undefined) return mergeSorted(values, naturalOrder(values, run), run)
  return mergeSorted(
    values,
    (left, right) => {
      run.spend(1)
      return Boolean(applyGiven(target, [left, right], run))
    },
    run,
  )
}

function naturalOrder(values: readonly unknown[], run: Run): (left: unknown, right: unknown) => boolean {
  run.look(values.length)
  if (!values.every(isNumeric) && !values.every((value) => typeof value === 'string')) {
    throw new ExpressionError('D3070', { index: 1 })
  }
  return (left, right) => {
    run.spend(1)
    if (typeof left === 'string' && typeof right === 'string') run.compare(left, right)
    // All are numbers or all are texts: checked above.
    return (left as number) > (right as number)
  }
}

/** Functions that call a function. */
export const higherOrderFunctions: readonly Native[] = [
  running('map', '<af>', map),
  running('filter', '<af>', filter),
  running('single', '<af?>', single),
  running('reduce', '<afj?:j>', reduce),
  running('each', '<o-f:a>', each),
  running('sift', '<o-f?:o>', sift),
  running('sort', '<af?:a>', sort),
]
