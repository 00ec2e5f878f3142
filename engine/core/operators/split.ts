import { Failure } from '../model/failure.ts'
import { describe } from '../model/json.ts'
import { defineOperator } from '../operator/define-operator.ts'
import { at, problem } from '../operator/example.ts'
import { expression } from '../operator/settings/expression.ts'
import { madeFields } from '../operator/settings/made-object.ts'
import { number } from '../operator/settings/number.ts'

export const split = defineOperator({
  type: 'split',
  category: 'transform',
  summary: 'Makes one event of each item of a list.',
  description: [
    'The new events have the key, topic, time and properties of the one they come from, and leave in the order of the ' +
      'list. To treat the items by themselves further on, say there whose an event is (`per`).',
    'An item for which `each` gives nothing is left out, and counted as "each gave nothing"; a list of which no ' +
      'item is left is dropped by the rule "nothing", and an empty one by the rule "empty".',
    'An expression that leads through a list gives a bare value where only one is found. Put `[]` behind it to get a ' +
      'list all the same: `payload.readings.celsius[]`.',
  ],
  inputs: { in: 'Events that hold a list' },
  outputs: { out: { summary: 'One event for each item', payload: ({ each }) => madeFields(each) } },
  settings: {
    list: expression.any({
      summary: 'The list',
      example: 'payload.readings',
      default: 'payload',
      onChange: 'keep',
    }),
    each: expression.any({
      summary: 'The payload of each event, if not the item as it is',
      example: '{ "device": payload.device, "celsius": $item.c, "index": $index }',
      variables: {
        item: 'The item of the list',
        index: 'Its place in the list, from 0',
        of: 'How many items the list has',
      },
      optional: true,
      onChange: 'keep',
      countsNothing: 'of item',
    }),
    most: number({
      summary: 'How many items a list may have; a longer one is a dead letter',
      default: 10_000,
      min: 1,
      max: 1_000_000,
      integer: true,
      onChange: 'keep',
      advanced: true,
    }),
  },
  says: ({ list, each }) =>
    `makes one event of each item of ${list}${each === undefined ? '' : `, holding ${each}`}`,
  examples: [
    {
      title: 'A gateway sends its readings in one message',
      settings: { list: 'payload.readings' },
      given: {
        in: [at('5s', { gateway: 'g1', readings: [{ c: 4 }, { c: 5 }] }, { key: 'g1', topic: 'gateway/g1' })],
      },
      expect: {
        out: [
          at('5s', { c: 4 }, { key: 'g1', topic: 'gateway/g1' }),
          at('5s', { c: 5 }, { key: 'g1', topic: 'gateway/g1' }),
        ],
      },
    },
    {
      title: 'Each item with its place and with what stood beside the list',
      settings: {
        list: 'payload.c',
        each: '{ "room": payload.room, "c": $item, "n": $index + 1, "of": $of }',
      },
      given: { in: [at(0, { room: 'hall', c: [20, 21] })] },
      expect: {
        out: [at(0, { room: 'hall', c: 20, n: 1, of: 2 }), at(0, { room: 'hall', c: 21, n: 2, of: 2 })],
      },
    },
    {
      title: 'Nothing comes of an empty list; what is no list is a dead letter',
      settings: { list: 'payload.readings' },
      given: {
        in: [at(0, { readings: [] }), at(1, { readings: 7 }), at(2, {}), at(3, { readings: [null] })],
      },
      expect: { out: [at(3, null)], error: [problem('not-a-list'), problem('not-a-list')] },
    },
    {
      title:
        'An event that is late for others is split all the same, and an item that fails takes the others along',
      settings: { each: '10 / $item' },
      given: { in: [at('9s', [1]), at('2s', [2, 5]), at('9s', [1, 'x'])] },
      expect: { out: [at('9s', 10), at('2s', 5), at('2s', 2)], error: [problem('T2002')] },
    },
  ],
  create: ({ list, each, most }) => ({
    on: {
      in: (event, { forward, drop }) => {
        const items = list(event)
        if (!Array.isArray(items)) {
          throw new Failure(
            'not-a-list',
            `list: expected a list, got ${describe(items)}; behind a path, [] makes a list of a single value`,
          )
        }
        if (items.length > most) {
          throw new Failure('too-many-items', `list: expected at most ${most} items, got ${items.length}`)
        }
        if (items.length === 0) drop('empty')
        let left = 0
        for (const [index, item] of items.entries()) {
          const payload = each === undefined ? item : each(event, { item, index, of: items.length })
          if (payload === undefined) continue
          left++
          forward('out', payload)
        }
        if (left === 0 && items.length > 0) drop('nothing')
      },
    },
  }),
})
