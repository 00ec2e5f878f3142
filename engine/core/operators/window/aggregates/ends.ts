import type { Json } from '../../../model/json.ts'
import { aggregateOfValues } from '../aggregate.ts'

interface End {
  any: boolean
  value: Json
}

const none = (): End => ({ any: false, value: null })
const result = ({ any, value }: End): Json | undefined => (any ? value : undefined)

export const first = aggregateOfValues<End>({
  name: 'first',
  summary: 'The value that arrived first; of events out of order rather use $earliest',
  start: none,
  add: (held, value) => {
    if (held.any) return
    held.any = true
    held.value = value
  },
  result,
})

export const last = aggregateOfValues<End>({
  name: 'last',
  summary: 'The value that arrived last; of events out of order rather use $latest',
  start: none,
  add: (held, value) => {
    held.any = true
    held.value = value
  },
  result,
})
