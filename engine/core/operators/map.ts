import { defineOperator } from '../operator/define-operator.ts'
import { at } from '../operator/example.ts'
import { expression } from '../operator/settings/expression.ts'
import { madeFields } from '../operator/settings/made-object.ts'

export const map = defineOperator({
  type: 'map',
  category: 'transform',
  summary: 'Gives each event a new payload, computed from the old one.',
  description: [
    'To set one field and keep the others write `$merge([payload, { "x": 5 }])`: of two objects in the list the later one ' +
      'wins. To keep only some, name them: `{ "celsius": payload.celsius }`.',
  ],
  inputs: { in: 'Any events' },
  outputs: {
    out: { summary: 'The events with their new payload', payload: ({ payload }) => madeFields(payload) },
  },
  settings: {
    payload: expression.any({
      summary: 'The new payload; an event for which it gives nothing goes no further',
      example: '{ "fahrenheit": payload.celsius * 1.8 + 32 }',
      onChange: 'keep',
      isPayload: true,
    }),
  },
  says: ({ payload }) => `turns each event into ${payload}`,
  examples: [
    {
      title: 'From Celsius to Fahrenheit',
      settings: { payload: '{ "f": payload.c * 1.8 + 32 }' },
      given: { in: [at(0, { c: 100 }, { key: 'kettle', topic: 'kitchen/kettle' })] },
      expect: { out: [at(0, { f: 212 }, { key: 'kettle', topic: 'kitchen/kettle' })] },
    },
    {
      title: 'One field set, the others kept',
      settings: { payload: '$merge([payload, { "room": key, "c": $round(payload.c) }])' },
      given: { in: [at(0, { c: 21.4, on: true }, { key: 'hall' })] },
      expect: { out: [at(0, { c: 21, on: true, room: 'hall' }, { key: 'hall' })] },
    },
    {
      title: 'Nothing comes of an event that lacks the field',
      settings: { payload: 'payload.c' },
      given: { in: [at(0, { c: 1 }), at(1, {})] },
      expect: { out: [at(0, 1)] },
    },
  ],
  create: ({ payload }) => ({
    on: {
      in: (event, { forward, drop }) => {
        const value = payload(event)
        if (value === undefined) drop('nothing')
        else forward('out', value)
      },
    },
    compute: payload,
  }),
})
