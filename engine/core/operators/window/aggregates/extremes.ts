import { defineAggregate, numberOf } from '../aggregate.ts'

export const min = defineAggregate<number | null>({
  name: 'min',
  summary: 'The least of the values',
  start: () => null,
  add: (least, value) => (least === null ? numberOf('min', value) : Math.min(least, numberOf('min', value))),
  result: (least) => least ?? undefined,
})

export const max = defineAggregate<number | null>({
  name: 'max',
  summary: 'The greatest of the values',
  start: () => null,
  add: (greatest, value) =>
    greatest === null ? numberOf('max', value) : Math.max(greatest, numberOf('max', value)),
  result: (greatest) => greatest ?? undefined,
})
