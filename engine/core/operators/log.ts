import { defineOperator } from '../operator/define-operator.ts'
import { at, problem } from '../operator/example.ts'
import { choice } from '../operator/settings/choice.ts'
import { expression } from '../operator/settings/expression.ts'

export const log = defineOperator({
  type: 'log',
  category: 'sink',
  summary: 'Writes a line to the log of the flow for each event.',
  inputs: { in: 'Events to write down' },
  outputs: {},
  settings: {
    message: expression.any({
      summary: 'What to write, if not the payload as it is; nothing is written where it gives nothing',
      example: '"room " & key & ": " & payload.celsius & " °C"',
      optional: true,
      onChange: 'keep',
    }),
    level: choice({
      summary: 'How much it matters',
      of: {
        debug: 'Only to find a fault',
        info: 'Good to know',
        warn: 'Someone should look at it',
        error: 'Something is wrong',
      },
      default: 'info',
      onChange: 'keep',
    }),
  },
  says: ({ message, level }) => `writes ${message ?? 'each event'} to the log as ${level}`,
  examples: [
    {
      title: 'A line for each warm room',
      settings: { message: '"room " & key & " has " & payload.celsius & " °C"', level: 'warn' },
      given: { in: [at(0, { celsius: 9 }, { key: 'cold-1' })] },
      expect: { sent: [at(0, { level: 'warn', message: 'room cold-1 has 9 °C' }, { key: 'cold-1' })] },
    },
    {
      title: 'The payload as it is',
      settings: {},
      given: { in: [at(0, { celsius: 9 })] },
      expect: { sent: [at(0, { level: 'info', message: { celsius: 9 } })] },
    },
    {
      title: 'Nothing is written where the message gives nothing; a message that fails is a dead letter',
      settings: { message: '$number(payload.text)' },
      given: { in: [at(0, {}), at(1, { text: '7' }), at(2, { text: 'seven' })] },
      expect: { sent: [at(1, { level: 'info', message: 7 })], error: [problem('D3030')] },
    },
  ],
  create: ({ message, level }) => ({
    on: {
      in: (event, { send, drop }) => {
        const value = message === undefined ? event.payload : message(event)
        if (value === undefined) drop('nothing')
        else send({ payload: { level, message: value } })
      },
    },
  }),
})
