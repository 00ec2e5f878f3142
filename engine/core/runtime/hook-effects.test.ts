import { describe, expect, test } from 'vitest'
import type { DeadLetter } from '../model/dead-letter.ts'
import { Failure } from '../model/failure.ts'
import type { Json } from '../model/json.ts'
import { defineOperator } from '../operator/define-operator.ts'
import { at } from '../operator/example.ts'
import { log, map, record } from '../operator/state.ts'
import { event, planOf, watch } from './flow.fixture.ts'
import { balances } from './ledger.ts'

/** Does everything a hook can do, and then fails where the event asks for it. */
const busy = defineOperator({
  type: 'busy',
  category: 'control',
  summary: 'Does everything, then fails on demand.',
  inputs: { in: 'Events' },
  outputs: { out: 'Events', other: 'Events' },
  settings: {},
  state: { last: record<Json>(), rows: log<Json>(), seen: map<string, number>() },
  says: () => 'is busy',
  examples: [{ title: 'none', settings: {}, given: { in: [at(0, 1)] }, expect: {} }],
  create: () => ({
    on: {
      in: (event, context, { last, rows, seen }) => {
        const { text, fails } = event.payload as { readonly text: string; readonly fails?: boolean }
        context.forward('out')
        context.emit('other', [
          last.get() ?? null,
          rows.entries().map(({ value }) => value),
          seen.entries(),
        ] as Json)
        context.send({ payload: text })
        last.set(text)
        rows.append(event.time, text)
        rows.append(event.time - 5, `${text} before`)
        rows.dropBefore(event.time - 10)
        seen.set(text, (seen.get(text) ?? 0) + 1)
        seen.delete('b')
        context.cancel('quiet')
        context.wake('quiet', event.time + 100, 'event', text)
        if (fails === true) throw new Failure('on-demand', `asked to fail by ${text}`)
      },
    },
    onTimer: ({ payload }, { emit }, { last }) => {
      emit('out', { timer: payload })
      last.set('timer')
      if (payload === 'doomed') throw new Error('a fault of the operator itself')
    },
  }),
})

const nodes = { in: { type: 'file-in', path: 'x.ndjson', idle: 'never' }, busy: { type: 'busy' } }
const wires = [['in', 'busy']] as const
const of = (time: number, text: string, fails = false) => event('in', time, { text, fails })

function outcome(arrivals: Parameters<ReturnType<typeof watch>['run']['feed']>[0]) {
  const watched = watch(planOf(nodes, wires, [busy]), ['busy.out', 'busy.other'])
  const letters: DeadLetter[] = []
  const sent: Json[] = []
  watched.run.results.subscribe(({ deadLetters, outgoing }) => {
    letters.push(...deadLetters)
    sent.push(...outgoing.map(({ delivery }) => delivery.payload))
  })
  watched.run.feed(arrivals)
  const { counts: _, ...state } = watched.run.snapshot().nodes['busy'] ?? {}
  watched.run.end()
  return { seen: watched.all(), letters, sent, state, ledger: watched.run.ledger()['busy'] }
}

describe('a hook that throws', () => {
  const good = [of(10, 'a'), of(20, 'b'), of(40, 'c')]
  const bad = [
    of(10, 'a'),
    of(20, 'b'),
    of(30, 'a', true),
    of(31, 'b', true),
    of(32, 'new', true),
    of(40, 'c'),
  ]

  test('has had no effect on state, timers, ports or what is sent', () => {
    const [without, with_] = [outcome(good), outcome(bad)]
    expect(with_.seen).toEqual(without.seen)
    expect(with_.sent).toEqual(['a', 'b', 'c'])
    expect(with_.state).toEqual(without.state)
    expect(JSON.stringify(with_.state)).toContain('c before')
  })

  test('makes a dead letter that says where, why and of what', () => {
    const { letters, ledger } = outcome(bad)
    expect(letters[0]).toEqual({
      flow: 'test',
      node: 'busy',
      port: 'in',
      event: expect.objectContaining({ payload: { text: 'a', fails: true }, time: 30 }),
      problem: { code: 'on-demand', message: 'asked to fail by a' },
      at: 30,
    })
    expect(letters.map(({ event: { time } }) => time)).toEqual([30, 31, 32])
    expect(ledger).toMatchObject({ received: 6, handled: 3, failed: 3, sent: { out: 4, error: 3 } })
    expect(ledger !== undefined && balances(ledger)).toBe(true)
  })

  test('in a timer is undone too, and the timer does not come again', () => {
    const { seen, letters, state, ledger } = outcome([
      of(10, 'doomed'),
      { kind: 'watermark', node: 'in', at: 10, watermark: 200 },
      of(500, 'after'),
    ])
    expect(letters).toMatchObject([
      { port: 'timer', problem: { code: 'internal' }, event: { payload: 'doomed', time: 110 } },
    ])
    expect(seen.filter((line) => line.includes('timer'))).toEqual(['busy.out: {"timer":"after"} @ 600'])
    expect(JSON.stringify(state)).not.toContain('"timer"')
    expect(ledger).toMatchObject({ noted: { 'timers failed': 1 }, sent: { error: 1 } })
  })
})

describe('a hook that throws leaves its key as it was', () => {
  const forgets = defineOperator({
    type: 'forgets',
    category: 'control',
    summary: 'Gives a key’s last value.',
    inputs: { in: 'Events' },
    outputs: { out: 'The last value' },
    settings: {},
    state: { last: record<Json>() },
    keeps: { time: 100, keys: 3 },
    says: () => 'forgets',
    examples: [{ title: 'none', settings: {}, given: { in: [at(0, 1)] }, expect: {} }],
    create: () => ({
      on: {
        in: ({ payload, time }, { emit, fail }, { last }) => {
          if (payload === 'told') fail(new Failure('told', 'told of something'), 'lost')
          if (payload === 'told' || payload === 'fails') throw new Failure('on-demand', 'asked to fail')
          emit('out', last.get() ?? 'nothing', { time })
          last.set(payload)
        },
      },
    }),
  })
  const keyed = (time: number, payload: Json, key: string) => event('in', time, payload, time, key)
  const run = () => {
    const plan = planOf({ in: nodes.in, forgets: { type: 'forgets' } }, [['in', 'forgets']], [forgets])
    const watched = watch(plan, ['forgets.out', 'forgets.error'])
    const letters: string[] = []
    watched.run.results.subscribe(({ deadLetters }) =>
      letters.push(...deadLetters.map(({ problem, at }) => `${problem.code} ${at}`)),
    )
    return { ...watched, letters, node: () => watched.run.snapshot().nodes['forgets'] }
  }

  test('it is forgotten when it would have been', () => {
    const { run: flow, take } = run()
    flow.feed([keyed(10, 'a', 'k'), keyed(80, 'fails', 'k'), keyed(105, 'b', 'k')])
    expect(take().filter((line) => line.includes('.out'))).toEqual([
      'forgets.out: "nothing" @ 10',
      'forgets.out: "a" @ 105',
    ])
    flow.feed([keyed(190, 'fails', 'k'), keyed(206, 'c', 'k')])
    expect(take().filter((line) => line.includes('.out'))).toEqual(['forgets.out: "nothing" @ 206'])
  })

  test('a key of which nothing came but failures takes no room, nor a place in the order of keys', () => {
    const [bad, good] = [run(), run()]
    bad.run.feed(['a', 'b', 'c', 'd', 'e'].map((key, n) => keyed(n, 'fails', key)))
    for (const { run: flow } of [bad, good]) flow.feed([keyed(10, 'x', 'z'), keyed(11, 'y', 'y')])
    const { counts: _, ...state } = bad.node() ?? {}
    const { counts: __, ...other } = good.node() ?? {}
    expect(state).toEqual(other)
    expect(bad.run.ledger()['forgets']).toMatchObject({ keys: 2, failed: 5 })
  })

  test('what it had said could not be made is not said of the next', () => {
    const { run: flow, letters } = run()
    flow.feed([keyed(10, 'told', 'k'), keyed(20, 'a', 'k'), keyed(30, 'fails', 'k'), keyed(40, 'b', 'k')])
    expect(letters).toEqual(['on-demand 10', 'on-demand 30'])
  })
})

describe('dead letters that somebody looks at', () => {
  test('stay in the list: only a wire takes them from it', () => {
    const { run, all } = watch(planOf(nodes, wires, [busy]), ['busy.error'])
    const letters: DeadLetter[] = []
    run.results.subscribe(({ deadLetters }) => letters.push(...deadLetters))
    run.feed([of(10, 'a', true)])
    expect(all().length).toBe(1)
    expect(letters.map(({ problem }) => problem.code)).toEqual(['on-demand'])
  })
})

describe('dead letters that are wired', () => {
  test('go on as events with the key and time of what failed, and not into the list', () => {
    const plan = planOf(
      { ...nodes, shown: { type: 'map', payload: 'payload.problem.code' } },
      [...wires, ['busy.error', 'shown']],
      [busy],
    )
    const { run, all } = watch(plan, ['shown.out'])
    const letters: DeadLetter[] = []
    run.results.subscribe(({ deadLetters }) => letters.push(...deadLetters))
    run.feed([of(10, 'a'), of(20, 'b', true)])
    expect(all()).toEqual(['shown.out: "on-demand" @ 20'])
    expect(letters).toEqual([])
  })
})

describe('events that meet again', () => {
  const diamond = planOf(
    {
      in: { type: 'file-in', path: 'x.ndjson', idle: 'never' },
      zebra: { type: 'filter', condition: 'payload % 3 = 0' },
      ant: { type: 'map', payload: '{ "ant": payload }' },
      both: { type: 'map', payload: 'payload' },
      count: { type: 'window', size: '10ms', aggregates: { n: '$count($)' } },
      all: { type: 'map', payload: 'payload' },
    },
    [
      ['in', 'zebra'],
      ['in', 'ant'],
      ['zebra.pass', 'both'],
      ['ant', 'both'],
      ['zebra.rest', 'count'],
      ['both', 'all'],
      ['count', 'all'],
    ],
  )
  const arrivals = Array.from({ length: 40 }, (_, at) => event('in', at, at, 0))

  test('keep the order of arrival, and for one arrival that of the nodes’ names', () => {
    const { run, all } = watch(diamond, ['both.out'])
    run.feed(arrivals.slice(0, 4))
    expect(all()).toEqual([
      'both.out: {"ant":0} @ 0',
      'both.out: 0 @ 0',
      'both.out: {"ant":1} @ 1',
      'both.out: {"ant":2} @ 2',
      'both.out: {"ant":3} @ 3',
      'both.out: 3 @ 3',
    ])
  })

  test.each([1, 2, 3, 7, 40])('in batches of %d as in any other', (size) => {
    const [whole, cut] = [watch(diamond, ['all.out']), watch(diamond, ['all.out'])]
    whole.run.feed(arrivals)
    for (let from = 0; from < arrivals.length; from += size) cut.run.feed(arrivals.slice(from, from + size))
    expect(cut.all()).toEqual(whole.all())
    expect(whole.all().length).toBe(57)
  })
})

describe('what is fed wrongly', () => {
  test('an arrival for a node that is no source', () => {
    const { run } = watch(planOf(nodes, wires, [busy]), [])
    expect(() => run.feed([event('busy', 0, 1)])).toThrow('flow test has no source busy; its sources are in')
  })

  test('anything after the end', () => {
    const { run } = watch(planOf(nodes, wires, [busy]), [])
    run.end()
    expect(() => run.feed([event('in', 0, 1)])).toThrow('has ended')
  })
})
