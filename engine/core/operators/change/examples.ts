import { type Example, at, problem } from '../../operator/example.ts'

export const changeExamples: readonly Example<'in', 'out' | 'rest'>[] = [
  {
    title: 'Changes of more than half a degree since the last report',
    settings: { value: 'payload.c', deadband: 0.5 },
    given: {
      in: [
        at(0, { c: 20 }),
        at(1, { c: 20.3 }),
        at(2, { c: 20.5 }),
        at(3, { c: 20.6 }),
        at(4, { c: 20.2 }),
        at(5, { c: 20 }),
      ],
    },
    expect: {
      out: [at(0, { c: 20 }), at(3, { c: 20.6 }), at(5, { c: 20 })],
      rest: [at(1, { c: 20.3 }), at(2, { c: 20.5 }), at(4, { c: 20.2 })],
    },
  },
  {
    title: 'Of more than ten percent; from zero, any change',
    settings: { percent: 10 },
    given: { in: [at(0, 200), at(1, 220), at(2, 179), at(3, 0), at(4, 0), at(5, 0.01)] },
    expect: { out: [at(0, 200), at(2, 179), at(3, 0), at(5, 0.01)], rest: [at(1, 220), at(4, 0)] },
  },
  {
    title: 'An alarm that is not raised at first is no news',
    settings: { value: 'payload.raised', initial: false },
    given: { in: [at(0, { raised: false }), at(1, { raised: true }), at(2, { raised: false })] },
    expect: {
      out: [at(1, { raised: true }), at(2, { raised: false })],
      rest: [at(0, { raised: false })],
    },
  },
  {
    title: 'Two doors: each by itself, texts as a whole',
    settings: {},
    given: {
      in: [
        at(0, 'open', { key: 'front' }),
        at(1, 'open', { key: 'back' }),
        at(2, 'open', { key: 'front' }),
        at(3, 'shut', { key: 'front' }),
      ],
    },
    expect: {
      out: [at(0, 'open', { key: 'front' }), at(1, 'open', { key: 'back' }), at(3, 'shut', { key: 'front' })],
      rest: [at(2, 'open', { key: 'front' })],
    },
  },
  {
    title: 'A heartbeat: after a minute the value is reported although it is the same',
    settings: { value: 'payload.c', deadband: 1, heartbeat: '1m' },
    given: {
      in: [
        at('0s', { c: 4 }),
        at('59999ms', { c: 4 }),
        at('1m', { c: 4 }),
        at('90s', { c: 9 }),
        at('149s', { c: 9 }),
        at('150s', { c: 9 }),
      ],
    },
    expect: {
      out: [at('0s', { c: 4 }), at('1m', { c: 4 }), at('90s', { c: 9 }), at('150s', { c: 9 })],
      rest: [at('59999ms', { c: 4 }), at('149s', { c: 9 })],
    },
  },
  {
    title:
      'Without a value there is nothing to report; a number and a text always differ; order of fields does not matter',
    settings: { value: 'payload.c', deadband: 5 },
    given: {
      in: [
        at(0, {}),
        at(1, { c: 1 }),
        at(2, { c: 'fault' }),
        at(3, { c: 1 }),
        at(4, { c: { x: 1, y: 2 } }),
        at(5, { c: { y: 2, x: 1 } }),
        at(6, { c: null }),
      ],
    },
    expect: {
      out: [
        at(1, { c: 1 }),
        at(2, { c: 'fault' }),
        at(3, { c: 1 }),
        at(4, { c: { x: 1, y: 2 } }),
        at(6, { c: null }),
      ],
      rest: [at(0, {}), at(5, { c: { y: 2, x: 1 } })],
    },
  },
  {
    title: 'A value that cannot be computed is a dead letter and changes nothing',
    settings: { value: '$number(payload)' },
    given: { in: [at(0, '1'), at(1, 'one'), at(2, '1')] },
    expect: { out: [at(0, '1')], rest: [at(2, '1')], error: [problem('D3030')] },
  },
]
