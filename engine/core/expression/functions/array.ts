import type { Run } from '../frame.ts'
import { type Native, paying, pure, running } from '../calling/native.ts'
import { appended, isSequence, newSequence } from '../values/sequence.ts'
import { surroundingsOf } from '../surroundings.ts'
import { deepEqual } from '../values/value.ts'

type Values = readonly unknown[] | undefined

function reversed(values: Values): Values {
  if (values === undefined || values.length <= 1) return values
  const result: unknown[] = []
  for (let i = values.length - 1; i >= 0; i--) result.push(values[i])
  return result
}

function isAmong(run: Run, value: unknown, objects: readonly unknown[]): boolean {
  run.look(objects.length)
  return objects.some((other) => deepEqual(value, other, run))
}

/** In a longer list numbers are told apart by their texts: those could be chosen so that a set of numbers takes for ever. */
const MANY = 1_000
const LOOKS_PER_NUMBER = 12

function distinct(run: Run, values: unknown): unknown {
  if (!Array.isArray(values) || values.length <= 1) return values
  const result: unknown[] = isSequence(values) ? newSequence() : []
  const scalars = new Set<unknown>()
  const numbers = new Set<string>()
  const objects: unknown[] = []
  run.look(values.length)
  for (const value of values) {
    if (typeof value === 'object' && value !== null) {
      if (isAmong(run, value, objects)) continue
      objects.push(value)
    } else {
      if (typeof value === 'string') run.read(value)
      if (typeof value === 'number' && values.length > MANY) {
        run.look(LOOKS_PER_NUMBER)
        const text = String(value)
        if (numbers.has(text)) continue
        if (!Number.isNaN(value)) numbers.add(text)
        result.push(value)
        continue
      }
      if (scalars.has(value)) continue
      // NaN equals nothing, itself included.
      if (!Number.isNaN(value)) scalars.add(value)
    }
    result.push(value)
  }
  run.makeElements(result.length)
  return result
}

function append(run: Run, first: unknown, second: unknown): unknown {
  const result = appended(first, second)
  if (result !== first && result !== second) run.made(result)
  return result
}

function zip(run: Run, arrays: readonly unknown[]): unknown[] {
  run.makeElements(arrays.length)
  const lists = arrays.map((array) => (Array.isArray(array) ? array : []))
  const count = Math.min(...lists.map((list) => list.length))
  run.makeElements(count * (lists.length + 2))
  const result: unknown[] = []
  for (let i = 0; i < count; i++) result.push(lists.map((list) => list[i]))
  return result
}

/** Fisher and Yates' shuffle, inside out: every order is as likely. */
function shuffled(run: Run, values: Values): Values {
  if (values === undefined || values.length <= 1) return values
  run.makeElements(values.length)
  const { random } = surroundingsOf(run, 'shuffle')
  const result: unknown[] = []
  for (let i = 0; i < values.length; i++) {
    const place = Math.floor(random() * (i + 1))
    result.push(result[place])
    result[place] = values[i]
  }
  return result
}

/** Functions of arrays; those that call a function are in higher-order.ts. */
export const arrayFunctions: readonly Native[] = [
  running('append', '<xx:a>', append),
  pure('reverse', '<a:a>', reversed),
  running('distinct', '<x:x>', distinct),
  paying('zip', '<a+>', zip, { arity: 0, takesAll: true }),
  running('shuffle', '<a:a>', shuffled),
]
