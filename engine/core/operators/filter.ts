import { defineOperator } from '../operator/define-operator.ts'
import { at, problem } from '../operator/example.ts'
import { expression } from '../operator/settings/expression.ts'

export const filter = defineOperator({
  type: 'filter',
  category: 'transform',
  summary: 'Lets through the events for which a condition holds; the others leave by a second port.',
  inputs: { in: 'Any events' },
  outputs: {
    pass: { summary: 'Events that meet the condition', passes: 'in' },
    rest: { summary: 'The others', passes: 'in' },
  },
  settings: {
    condition: expression.boolean({
      summary: 'When an event passes',
      example: 'payload.celsius > 8',
      onChange: 'keep',
    }),
  },
  says: ({ condition }) => `keeps events where ${condition}`,
  examples: [
    {
      title: 'Keep the warm readings',
      settings: { condition: 'payload.c > 8' },
      given: { in: [at(0, { c: 9 }), at(1, { c: 4 })] },
      expect: { pass: [at(0, { c: 9 })], rest: [at(1, { c: 4 })] },
    },
    {
      title:
        'A missing field does not meet the condition; a result that is neither true nor false is an error',
      settings: { condition: 'payload.c' },
      given: { in: [at(0, { c: true }), at(1, {}), at(2, { c: 'warm' })] },
      expect: { pass: [at(0, { c: true })], rest: [at(1, {})], error: [problem('unexpected-result')] },
    },
  ],
  create: ({ condition }) => ({
    on: { in: (event, { forward }) => forward(condition(event) ? 'pass' : 'rest') },
    choose: (event) => (condition(event) ? 'pass' : 'rest'),
  }),
})
