import { at, problem } from '../../operator/example.ts'

const opened = { name: 'open', where: "payload.door = 'open'" }
const closed = { name: 'closed', where: "payload.door = 'closed'" }
const press = { name: 'press', where: 'payload = 1' }
const door = (door: string) => ({ door })

export const patternExamples = [
  {
    title: 'A door that is opened, and then not closed within 5 minutes',
    settings: { steps: [opened, { ...closed, not: true }], within: '5m', skip: 'past-last' },
    given: {
      in: [
        at('0s', door('open')),
        at('1m', door('closed')),
        at('2m', door('open')),
        at('8m', door('closed')),
      ],
    },
    expect: { out: [at(7 * 60_000 - 1, { open: [door('open')] })] },
  },
  {
    title: 'How long it was open; the one that was not closed in time leaves by timeout',
    settings: {
      steps: [opened, closed],
      within: '5m',
      skip: 'past-last',
      gives: '{ "opened": $open.time / 1000, "seconds": ($closed.time - $open.time) / 1000 }',
    },
    given: {
      in: [
        at('0s', door('open')),
        at('1m', door('closed')),
        at('2m', door('open')),
        at('8m', door('closed')),
      ],
    },
    expect: { out: [at('1m', { opened: 0, seconds: 60 })], timeout: [at(7 * 60_000 - 1, { opened: 120 })] },
  },
  {
    title: 'Three presses within 2 seconds; after a match, others begin behind it',
    settings: { steps: [{ ...press, times: 3 }], within: '2s', skip: 'past-last' },
    given: { in: [at(0, 1), at(500, 1), at('1s', 1), at(1_500, 1), at('9s', 1)] },
    expect: {
      out: [at('1s', { press: [1, 1, 1] })],
      timeout: [at(3_499, { press: [1] }), at(10_999, { press: [1] })],
    },
  },
  {
    title: 'A pressure that rises at least twice, each time above the one before, and then falls',
    settings: {
      steps: [
        { name: 'start' },
        {
          name: 'rise',
          where: 'payload > ($exists($rise) ? $rise[-1].payload : $start.payload)',
          contiguity: 'next',
          times: { min: 2, contiguity: 'next' },
          greedy: true,
        },
        { name: 'fall', where: 'payload < $rise[-1].payload', contiguity: 'next' },
      ],
      skip: 'past-last',
    },
    given: { in: [at(1, 5), at(2, 4), at(3, 6), at(4, 7), at(5, 9), at(6, 8), at(7, 9)] },
    expect: { out: [at(6, { start: [4], rise: [6, 7, 9], fall: [8] })] },
  },
  {
    title: 'Every way to take it: each later b with each a',
    settings: {
      steps: [
        { name: 'a', where: "payload = 'a'" },
        { name: 'b', where: "payload = 'b'", contiguity: 'followed-by-any' },
      ],
      skip: 'none',
      gives: '[$a.time, $b.time]',
    },
    given: { in: [at(1, 'a'), at(2, 'a'), at(3, 'b'), at(4, 'b')] },
    expect: { out: [at(3, [1, 3]), at(3, [2, 3]), at(4, [1, 4]), at(4, [2, 4])] },
  },
  {
    title: 'Quiet for ten seconds, then a knock',
    settings: {
      steps: [
        { name: 'noise', where: "payload = 'noise'", not: true, for: '10s' },
        { name: 'knock', where: "payload = 'knock'" },
      ],
      skip: 'none',
    },
    given: {
      in: [at('0s', 'noise'), at('5s', 'knock'), at('12s', 'knock'), at('13s', 'knock')],
    },
    expect: { out: [at('12s', { knock: ['knock'] })] },
  },
  {
    title: 'More partial matches than there may be',
    settings: {
      steps: [{ name: 'a' }, { name: 'b', where: "payload = 'never'" }],
      skip: 'none',
      maxPartial: 2,
    },
    given: { in: [at(1, 'x'), at(2, 'y'), at(3, 'z')] },
    expect: { error: [problem('too-many-partial-matches')] },
  },
]
