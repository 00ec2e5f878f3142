import { expect, test } from 'vitest'
import { assignmentIn } from './assignment.ts'

test.each([
  ['payload.x = 5', '$merge([payload, { "x": 5 }])'],
  ['msg.payload.x = payload.y', '$merge([payload, { "x": payload.y }])'],
  ['payload.state = "open"', '$merge([payload, { "state": "open" }])'],
  [`payload.x = ${'1 + '.repeat(30)}1`, '$merge([payload, { "x": 5 }])'],
  ['payload.a.b = 5', '$merge([payload, { "a": $merge([payload.a, { "b": 5 }]) }])'],
  ['(payload.x = 5)', undefined],
  ['payload.x > 5', undefined],
  ['payload.x = 5 ? 1 : 2', undefined],
  ['payload.x = 5 and payload.y', undefined],
  ['payload = 5', 'write 5'],
  ['msg.payload = { "a": "=" }', 'write { "a": "=" }'],
  ['`payload` = 5', 'write it alone'],
  ['msg.payload = `my list`', 'write `my list`'],
  ['(payload = 5)', undefined],
  ['key = "a"', undefined],
  ['payload.list[0] = 5', undefined],
])('%s is meant as %s', (text, instead) => {
  const remedy = assignmentIn(text)
  if (instead === undefined) expect(remedy).toBeUndefined()
  else expect(remedy).toContain(instead)
})
