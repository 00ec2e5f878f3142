import { type Aggregate, aggregateOfNumbers } from '../aggregate.ts'

interface Extreme {
  any: boolean
  value: number
}

const declare = (
  name: string,
  summary: string,
  better: (value: number, held: number) => boolean,
): Aggregate => {
  const add = (held: Extreme, value: number): void => {
    if (held.any && !better(value, held.value)) return
    held.any = true
    held.value = value + 0 // of -0 and 0, which are equal, no one is kept: it would be the first to come
  }
  return aggregateOfNumbers<Extreme>({
    name,
    summary,
    start: () => ({ any: false, value: 0 }),
    add,
    merge: (held, later) => {
      if (later.any) add(held, later.value)
    },
    result: ({ any, value }) => (any ? value : undefined),
  })
}

export const min = declare('min', 'The least of the values', (value, least) => value < least)

export const max = declare('max', 'The greatest of the values', (value, greatest) => value > greatest)
