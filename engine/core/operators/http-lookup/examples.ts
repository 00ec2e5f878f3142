import { answer, at, problem } from '../../operator/example.ts'

const a = { key: 'a' }
const b = { key: 'b' }
const path = '/limits/{payload.kind}'
const pump = { kind: 'pump' }

/** What is asked, as it is handed to the connection. */
const asked = (topic: string, time: number | string, key: string, timeout = 5_000) => ({
  ...at(time, null, { key, topic }),
  options: { timeout },
  question: topic,
})

export const httpLookupExamples = [
  {
    title: 'One event is asked about; others that ask for the same find the answer here',
    settings: { connection: 'plant', path },
    given: {
      in: [at('1s', pump, a), at('3s', pump, b)],
      answers: [answer('2s', '/limits/pump', { limit: 60 }, a)],
    },
    expect: {
      out: [at('1s', { ...pump, row: { limit: 60 } }, a), at('3s', { ...pump, row: { limit: 60 } }, b)],
      sent: [asked('/limits/pump', '1s', 'a')],
    },
  },
  {
    title: 'Events of a key stay in order; what the service does not know goes another way',
    settings: { connection: 'plant', path: '/{payload}', as: 'is' },
    given: {
      in: [at('1s', 'x', a), at('2s', 'y', a), at('2s', 'y', b)],
      answers: [
        answer('3s', '/y', 'Y', a),
        answer('3s', '/y', 'Y', b),
        answer('4s', '/x', null, { ...a, problem: 'not-found' }),
      ],
    },
    expect: {
      out: [at('2s', { value: 'y', is: 'Y' }, b), at('2s', { value: 'y', is: 'Y' }, a)],
      missing: [at('1s', 'x', a)],
      sent: [asked('/x', '1s', 'a'), asked('/y', '2s', 'a'), asked('/y', '2s', 'b')],
    },
  },
  {
    title: 'What may pass is tried again; what fails for good is a dead letter',
    settings: { connection: 'plant', path: '/x', retries: 1, retryAfter: '10s', gives: '$row' },
    given: {
      in: [at(0, 1, a)],
      answers: [
        answer('1s', '/x', null, { ...a, problem: 'unavailable' }),
        answer('12s', '/x', null, { ...a, problem: 'unavailable' }),
      ],
    },
    expect: {
      error: [problem('unavailable')],
      sent: [asked('/x', 0, 'a'), asked('/x', 11_000, 'a')],
    },
  },
  {
    title: 'Nobody answers in time',
    settings: { connection: 'plant', path: '/x', retries: 0, timeout: '2s' },
    given: { in: [at('1s', 1, a), at('5s', 2, b)] },
    expect: {
      error: [problem('timed-out'), problem('timed-out')],
      sent: [asked('/x', '1s', 'a', 2_000), asked('/x', '5s', 'b', 2_000)],
    },
  },
]
