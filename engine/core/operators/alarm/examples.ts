import { at, problem } from '../../operator/example.ts'

const a = { key: 'a' }

/** A change of an alarm, with what most have in common. */
const change = (
  transition: string,
  from: string,
  state: string,
  since: number | null,
  value: number,
  more: Readonly<Record<string, string | number | boolean | null>> = {},
) => ({
  transition,
  state,
  from,
  active: true,
  level: 0,
  since,
  suppression: null,
  value: { c: value },
  ...more,
})

const unanswered = [
  at('0s', change('raised', 'normal', 'unacknowledged', 0, 9)),
  at('4m', change('repeated', 'unacknowledged', 'unacknowledged', 0, 9)),
  at('6m', change('escalated', 'unacknowledged', 'unacknowledged', 0, 9, { level: 1 })),
  at('7m', change('acknowledged', 'unacknowledged', 'acknowledged', 0, 9, { level: 1 })),
]

const shelved = {
  ...change('shelved', 'normal', 'normal', null, 0, { active: false, suppression: 'shelved' }),
  value: null,
}

export const alarmExamples = [
  {
    title: 'Too warm for a minute, until it is cool and somebody knows',
    settings: { raise: 'payload.c > 8', clear: 'payload.c < 6', raiseAfter: '1m' },
    given: {
      in: [at('0s', { c: 9 }, a), at('30s', { c: 10 }, a), at('90s', { c: 7 }, a), at('100s', { c: 5 }, a)],
      control: [at('120s', { action: 'acknowledge' }, a)],
    },
    expect: {
      out: [
        at('60s', change('raised', 'normal', 'unacknowledged', 60_000, 10), a),
        at('100s', change('cleared', 'unacknowledged', 'returned', 60_000, 5, { active: false }), a),
        at('120s', change('acknowledged', 'returned', 'normal', 60_000, 5, { active: false }), a),
      ],
      journal: [
        at('60s', change('raised', 'normal', 'unacknowledged', 60_000, 10), a),
        at('100s', change('cleared', 'unacknowledged', 'returned', 60_000, 5, { active: false }), a),
        at('120s', change('acknowledged', 'returned', 'normal', 60_000, 5, { active: false }), a),
      ],
    },
  },
  {
    title: 'What does not hold for long enough raises nothing',
    settings: { raise: 'payload.c > 8', raiseAfter: '1m' },
    given: { in: [at('0s', { c: 9 }), at('59s', { c: 8 }), at('61s', { c: 9 }), at('70s', { c: 1 })] },
    expect: {},
  },
  {
    title: 'Two of the last three readings',
    settings: { raise: 'payload.c > 8', count: 2, outOf: 3, needsAcknowledging: false },
    given: { in: [at(1, { c: 9 }), at(2, { c: 1 }), at(3, { c: 9 }), at(4, { c: 1 }), at(5, { c: 1 })] },
    expect: {
      out: [
        at(3, change('raised', 'normal', 'unacknowledged', 3, 9)),
        at(4, change('cleared', 'unacknowledged', 'normal', 3, 1, { active: false })),
      ],
      journal: [
        at(3, change('raised', 'normal', 'unacknowledged', 3, 9)),
        at(4, change('cleared', 'unacknowledged', 'normal', 3, 1, { active: false })),
      ],
    },
  },
  {
    title: 'Nobody answers: it is told again, and then to somebody else',
    settings: { raise: 'payload.c > 8', repeatEvery: '4m', escalateAfter: '6m' },
    given: {
      in: [at('0s', { c: 9 })],
      control: [at('7m', { action: 'acknowledge' })],
    },
    expect: { out: unanswered, journal: unanswered },
  },
  {
    title: 'A shelved alarm goes on by itself, and is told when its time is over',
    settings: { raise: 'payload.c > 8' },
    given: {
      control: [at('1s', { action: 'shelve', for: '10s' })],
      in: [at('2s', { c: 9 }), at('20s', { c: 9 })],
    },
    expect: {
      out: [at('1s', shelved), at('11s', change('released', 'unacknowledged', 'unacknowledged', 2_000, 9))],
      journal: [
        at('1s', shelved),
        at('2s', change('raised', 'normal', 'unacknowledged', 2_000, 9, { suppression: 'shelved' })),
        at('11s', change('released', 'unacknowledged', 'unacknowledged', 2_000, 9)),
      ],
    },
  },
  {
    title: 'What nobody can do is a dead letter',
    settings: { raise: 'payload.c > 8' },
    given: { in: [], control: [at(1, { action: 'silence' }), at(2, { action: 'shelve', for: 'ever' })] },
    expect: { error: [problem('unknown-action'), problem('bad-duration')] },
  },
]
