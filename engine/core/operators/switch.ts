import type { Event } from '../model/event.ts'
import { defineOperator } from '../operator/define-operator.ts'
import { at, problem } from '../operator/example.ts'
import { choice } from '../operator/settings/choice.ts'
import { expression } from '../operator/settings/expression.ts'

const routes = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const
type Route = (typeof routes)[number]

const condition = (route: Route) =>
  expression.boolean({
    summary: `When an event leaves by ${route}`,
    example: 'payload.celsius > 8',
    optional: true,
    onChange: 'keep',
  })

export const switchOperator = defineOperator({
  type: 'switch',
  category: 'transform',
  summary: 'Sends each event by the port whose condition it meets; the others leave by the port rest.',
  description: [
    'Up to eight conditions are called a to h, and so are the ports. They are looked at in this order.',
    'A condition that gives nothing, as where a field is missing, is not met.',
  ],
  inputs: { in: 'Any events' },
  outputs: {
    a: 'Events that meet condition a',
    b: 'Events that meet condition b',
    c: 'Events that meet condition c',
    d: 'Events that meet condition d',
    e: 'Events that meet condition e',
    f: 'Events that meet condition f',
    g: 'Events that meet condition g',
    h: 'Events that meet condition h',
    rest: 'Events that meet none of them',
  },
  settings: {
    a: condition('a'),
    b: condition('b'),
    c: condition('c'),
    d: condition('d'),
    e: condition('e'),
    f: condition('f'),
    g: condition('g'),
    h: condition('h'),
    sends: choice({
      summary: 'What happens to an event that meets several conditions',
      of: { first: 'It leaves by the first of them', all: 'It leaves by each of them' },
      default: 'first',
      onChange: 'keep',
    }),
  },
  check: (settings) =>
    routes.some((route) => settings[route] !== undefined)
      ? []
      : [
          {
            setting: 'a',
            code: 'missing-setting',
            message: 'there is no condition at all',
            expected: 'one condition at least',
            remedy: 'add one, such as "a": "payload.celsius > 8"',
          },
        ],
  says: (shown) => {
    const written = routes.flatMap((route) =>
      shown[route] === undefined ? [] : [`${route} where ${shown[route]}`],
    )
    return `sends events by ${written.join(', ')}${shown.sends === 'all' ? ' (by each that holds)' : ''}, others by rest`
  },
  examples: [
    {
      title: 'Hot, warm and the others: the first condition that holds decides',
      settings: { a: 'payload.c > 60', b: 'payload.c > 30' },
      given: { in: [at(0, { c: 70 }), at(1, { c: 40 }), at(2, { c: 20 }), at(3, {})] },
      expect: { a: [at(0, { c: 70 })], b: [at(1, { c: 40 })], rest: [at(2, { c: 20 }), at(3, {})] },
    },
    {
      title: 'By each condition that holds; letters may be left out',
      settings: { b: 'payload.c > 30', h: 'payload.wet', sends: 'all' },
      given: { in: [at(0, { c: 40, wet: true }), at(1, { wet: true }), at(2, { c: 4, wet: false })] },
      expect: {
        b: [at(0, { c: 40, wet: true })],
        h: [at(0, { c: 40, wet: true }), at(1, { wet: true })],
        rest: [at(2, { c: 4, wet: false })],
      },
    },
    {
      title:
        'A condition that fails makes a dead letter, and the event leaves by no port, not even by one before',
      settings: { a: 'payload.c > 0', b: 'payload.c', sends: 'all' },
      given: { in: [at(0, { c: 7 })] },
      expect: { error: [problem('unexpected-result')] },
    },
  ],
  create: (settings) => {
    const conditions = routes.flatMap((route) => {
      const holds = settings[route]
      return holds === undefined ? [] : [{ route, holds }]
    })
    if (settings.sends === 'all') {
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
