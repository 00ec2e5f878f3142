import type { Event } from '../model/event.ts'
import type { JsonObject } from '../model/json.ts'
import { defineOperator } from '../operator/define-operator.ts'
import { at, problem } from '../operator/example.ts'
import { choice } from '../operator/settings/choice.ts'
import { expression } from '../operator/settings/expression.ts'
import { list } from '../operator/settings/list.ts'

const routes = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const
type Route = (typeof routes)[number]

export const switchOperator = defineOperator({
  type: 'switch',
  category: 'transform',
  summary: 'Sends each event by the port whose condition it meets; the others leave by the port rest.',
  description: [
    'There are up to eight conditions. They are looked at in their order, and the ports are called a to h in the same ' +
      'order: what meets the first condition leaves by a. For more, wire another switch to rest.',
    'A condition that gives nothing, as where a field is missing, is not met.',
  ],
  version: 2,
  migrations: [{ to: 2, name: 'conditions a to h become a list', migrate: toCases }],
  inputs: { in: 'Any events' },
  outputs: {
    a: { summary: 'Events that meet the first condition', passes: 'in' },
    b: { summary: 'Events that meet the second condition', passes: 'in' },
    c: { summary: 'Events that meet the third condition', passes: 'in' },
    d: { summary: 'Events that meet the fourth condition', passes: 'in' },
    e: { summary: 'Events that meet the fifth condition', passes: 'in' },
    f: { summary: 'Events that meet the sixth condition', passes: 'in' },
    g: { summary: 'Events that meet the seventh condition', passes: 'in' },
    h: { summary: 'Events that meet the eighth condition', passes: 'in' },
    rest: { summary: 'Events that meet none of them', passes: 'in' },
  },
  settings: {
    cases: list({
      summary: 'The conditions; what meets the first leaves by a, the second by b, and so on',
      example: ['payload.celsius > 60', 'payload.celsius > 30'],
      of: expression.boolean({ summary: 'When an event leaves by this port' }),
      min: 1,
      max: routes.length,
      show: (cases) => cases.map((text, index) => `${routes[index] ?? ''} where ${text}`).join(', '),
      onChange: 'keep',
    }),
    sends: choice({
      summary: 'What happens to an event that meets several conditions',
      of: { first: 'It leaves by the first of them', all: 'It leaves by each of them' },
      default: 'first',
      onChange: 'keep',
    }),
  },
  silent: ({ cases }) => routes.slice(cases.length),
  says: ({ cases, sends }) =>
    `sends events by ${cases}${sends === 'all' ? ' (by each that holds)' : ''}, others by rest`,
  examples: [
    {
      title: 'Hot, warm and the others: the first condition that holds decides',
      settings: { cases: ['payload.c > 60', 'payload.c > 30'] },
      given: { in: [at(0, { c: 70 }), at(1, { c: 40 }), at(2, { c: 20 }), at(3, {})] },
      expect: { a: [at(0, { c: 70 })], b: [at(1, { c: 40 })], rest: [at(2, { c: 20 }), at(3, {})] },
    },
    {
      title: 'By each condition that holds',
      settings: { cases: ['payload.c > 30', 'payload.wet'], sends: 'all' },
      given: { in: [at(0, { c: 40, wet: true }), at(1, { wet: true }), at(2, { c: 4, wet: false })] },
      expect: {
        a: [at(0, { c: 40, wet: true })],
        b: [at(0, { c: 40, wet: true }), at(1, { wet: true })],
        rest: [at(2, { c: 4, wet: false })],
      },
    },
    {
      title:
        'A condition that fails makes a dead letter, and the event leaves by no port, not even by one before',
      settings: { cases: ['payload.c > 0', 'payload.c'], sends: 'all' },
      given: { in: [at(0, { c: 7 })] },
      expect: { error: [problem('unexpected-result')] },
    },
  ],
  create: ({ cases, sends }) => {
    const conditions = routes.flatMap((route, index) => {
      const holds = cases[index]
      return holds === undefined ? [] : [{ route, holds }]
    })
    if (sends === 'all') {
      return {
        on: {
          in: (event, { forward }) => {
            const met = conditions.filter(({ holds }) => holds(event))
            for (const { route } of met) forward(route)
            if (met.length === 0) forward('rest')
          },
        },
      }
    }
    const choose = (event: Event): Route | 'rest' => {
      for (const { route, holds } of conditions) if (holds(event)) return route
      return 'rest'
    }
    return { on: { in: (event, { forward }) => forward(choose(event)) }, choose }
  },
})

/** Version 1 had a setting for each letter, of which some could be left out: their ports stay silent. */
function toCases(settings: JsonObject): JsonObject {
  if (settings['cases'] !== undefined) return settings
  const { a, b, c, d, e, f, g, h, ...others } = settings
  const conditions = [a, b, c, d, e, f, g, h]
  const last = conditions.findLastIndex((condition) => condition !== undefined)
  const cases = conditions.slice(0, last + 1).map((condition) => condition ?? 'false')
  return cases.length === 0 ? others : { ...others, cases }
}
