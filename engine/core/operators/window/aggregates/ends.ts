import type { Json } from '../../../model/json.ts'
import { defineAggregate } from '../aggregate.ts'

export const first = defineAggregate<readonly [Json] | null>({
  name: 'first',
  summary: 'The value that arrived first',
  start: () => null,
  add: (held, value) => held ?? [value],
  result: (held) => held?.[0],
})

export const last = defineAggregate<readonly [Json] | null>({
  name: 'last',
  summary: 'The value that arrived last',
  start: () => null,
  add: (_held, value) => [value],
  result: (held) => held?.[0],
})
