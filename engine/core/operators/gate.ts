import { defineOperator } from '../operator/define-operator.ts'
import { at } from '../operator/example.ts'
import { expression } from '../operator/settings/expression.ts'
import { flag } from '../operator/settings/flag.ts'
import { record } from '../operator/state.ts'

export const gate = defineOperator({
  type: 'gate',
  category: 'control',
  summary:
    'Lets events through while it is open; events on a second input open and close it, for each key by itself.',
  description: [
    'A gate is never forgotten, however long nothing comes. Only gates that were moved away from how they start take ' +
      'memory; there may be `maxKeys` of them.',
  ],
  inputs: {
    in: { summary: 'Events to let through or hold off', per: 'per' },
    control: { summary: 'Events that open or close the gate', per: 'controlPer' },
  },
  outputs: {
    pass: { summary: 'Events that came while the gate was open', passes: 'in' },
    rest: { summary: 'Events that came while it was closed', passes: 'in' },
  },
  settings: {
    open: expression.boolean({
      summary: 'On an event of the control input: whether the gate is open from now on',
      example: 'payload.enabled',
      onChange: 'keep',
    }),
    starts: flag({ summary: 'Open before the first control event', default: false }),
    per: expression.key({ summary: 'Whose gate an event meets', optional: true }),
    controlPer: expression.key({ summary: 'Whose gate a control event moves', optional: true }),
  },
  state: { open: record<boolean>() },
  keeps: { time: Number.POSITIVE_INFINITY },
  says: ({ open }) => `lets events through while the last control event said ${open}`,
  examples: [
    {
      title: 'Only while the machine is enabled',
      settings: { open: 'payload.on' },
      given: {
        in: [
          at(1, 'a', { key: 'm1' }),
          at(3, 'b', { key: 'm1' }),
          at(4, 'c', { key: 'm2' }),
          at(6, 'd', { key: 'm1' }),
        ],
        control: [at(2, { on: true }, { key: 'm1' }), at(5, { on: false }, { key: 'm1' })],
      },
      expect: {
        pass: [at(3, 'b', { key: 'm1' })],
        rest: [at(1, 'a', { key: 'm1' }), at(4, 'c', { key: 'm2' }), at(6, 'd', { key: 'm1' })],
      },
    },
    {
      title: 'A gate that is moved back to how it started makes room for another',
      settings: { open: 'payload.on', maxKeys: 1 },
      given: {
        control: [
          at(1, { on: true }, { key: 'm1' }),
          at(4, { on: false }, { key: 'm1' }),
          at(5, { on: true }, { key: 'm2' }),
        ],
        in: [at(2, 'a', { key: 'm1' }), at(6, 'b', { key: 'm2' })],
      },
      expect: {
        pass: [at(2, 'a', { key: 'm1' }), at(6, 'b', { key: 'm2' })],
      },
    },
  ],
  create: ({ open, starts }) => ({
    on: {
      in: (_event, { forward }, state) => forward((state.open.get() ?? starts) ? 'pass' : 'rest'),
      control: (event, _context, state) => {
        const isOpen = open(event)
        if (isOpen === starts) state.open.delete()
        else state.open.set(isOpen)
      },
    },
  }),
})
