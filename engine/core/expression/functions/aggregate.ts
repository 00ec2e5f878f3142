import { type Native, pure } from '../calling/native.ts'

type Numbers = readonly number[] | undefined

function sum(numbers: readonly number[]): number {
  let total = 0
  for (let i = 0; i < numbers.length; i++) total += numbers[i] as number
  return total
}

function extreme(numbers: Numbers, pick: (a: number, b: number) => number): number | undefined {
  if (numbers === undefined || numbers.length === 0) return undefined
  let found = numbers[0] as number
  for (let i = 1; i < numbers.length; i++) found = pick(found, numbers[i] as number)
  return found
}

/** Functions from many values to one. The loops stay within the length, hence the casts in them. */
export const aggregateFunctions: readonly Native[] = [
  pure('sum', '<a<n>:n>', (numbers: Numbers) => (numbers === undefined ? undefined : sum(numbers))),
  pure(
    'count',
    '<a:n>',
    (values: readonly unknown[] | undefined) => (values === undefined ? 0 : values.length),
    { isInstant: true },
  ),
  pure('max', '<a<n>:n>', (numbers: Numbers) => extreme(numbers, Math.max)),
  pure('min', '<a<n>:n>', (numbers: Numbers) => extreme(numbers, Math.min)),
  pure('average', '<a<n>:n>', (numbers: Numbers) =>
    numbers === undefined || numbers.length === 0 ? undefined : sum(numbers) / numbers.length,
  ),
]
