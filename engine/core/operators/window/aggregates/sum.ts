import { defineAggregate, numberOf } from '../aggregate.ts'

export const sum = defineAggregate<number | null>({
  name: 'sum',
  summary: 'The sum of the values',
  start: () => null,
  add: (total, value) => (total ?? 0) + numberOf('sum', value),
  result: (total) => total ?? undefined,
})
