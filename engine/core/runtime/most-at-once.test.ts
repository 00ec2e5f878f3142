import { expect, test } from 'vitest'
import type { DeadLetter } from '../model/dead-letter.ts'
import { makeEvent } from '../model/event.ts'
import { Failure } from '../model/failure.ts'
import { defineOperator } from '../operator/define-operator.ts'
import { at } from '../operator/example.ts'
import { event, planOf, watch } from './flow.fixture.ts'
import { balances } from './ledger.ts'
import type { FlowRun } from './flow-run.ts'
import { OutPort } from './out-port.ts'
import type { Arrival } from '../operator/arrival.ts'

/** In one go, and left every so many times that it is asked. */
const ways = [
  ['in one go', (run: FlowRun, given: readonly Arrival[]) => run.feed(given)],
  [
    'left again and again',
    (run: FlowRun, given: readonly Arrival[]) => {
      let asked = 0
      const isOver = (): boolean => ++asked % 97 === 0
      for (let isDone = run.feedUntil(given, isOver); !isDone;) isDone = run.goOn(isOver)
      if (asked < 100_000) throw new Error(`it was asked only ${asked} times`)
    },
  ],
] as const

/** Lists split again and again: 1,500 times 1,000 events of one message. */
const nodes = {
  in: { type: 'file-in', path: 'x.ndjson', idle: 'never' },
  lists: { type: 'split' },
  items: { type: 'split', list: '[1..1000]' },
  small: { type: 'filter', condition: 'payload <= 0' },
}
const list = Array.from({ length: 1_500 }, (_, at) => at)

test.each(ways)(
  'one event makes a million at a node, and what would make more is a dead letter: %s',
  (_, feed) => {
    const plan = planOf(nodes, [
      ['in', 'lists'],
      ['lists', 'items'],
      ['items', 'small'],
    ])
    const { run } = watch(plan, [])
    const letters: DeadLetter[] = []
    run.results.subscribe(({ deadLetters }) => letters.push(...deadLetters))
    feed(run, [event('in', 0, list), event('in', 0, list.slice(0, 2))])
    const { items, small } = run.ledger()
    expect(items).toMatchObject({ received: 1_502, handled: 1_002, failed: 500, sent: { out: 1_002_000 } })
    expect(small).toMatchObject({ received: 1_002_000 })
    expect(items !== undefined && balances(items)).toBe(true)
    expect(letters.length).toBe(500)
    expect(letters[0]).toMatchObject({
      node: 'items',
      problem: { code: 'too-many-events' },
      event: { payload: 1_000 },
    })
  },
)

test.each(ways)(
  'what failed goes into the list where a million have left by the wired port: %s',
  (_, feed) => {
    const why = new Failure('on-demand', 'asked to fail')
    const fails = defineOperator({
      type: 'fails',
      category: 'control',
      summary: 'Fails as often as it is told.',
      inputs: { in: 'How often' },
      outputs: { out: 'Nothing' },
      settings: {},
      says: () => 'fails',
      examples: [{ title: 'none', settings: {}, given: { in: [at(0, 1)] }, expect: {} }],
      create: () => ({
        on: {
          in: ({ payload }, { fail }) => {
            for (let n = 0; n < Number(payload); n++) fail(why, n)
          },
        },
      }),
    })
    const plan = planOf(
      { in: nodes.in, fails: { type: 'fails' }, shown: { type: 'filter', condition: 'payload = 0' } },
      [
        ['in', 'fails'],
        ['fails.error', 'shown'],
      ],
      [fails],
    )
    const { run } = watch(plan, [])
    const letters: DeadLetter[] = []
    run.results.subscribe(({ deadLetters }) => letters.push(...deadLetters))
    feed(run, [event('in', 0, 600_000), event('in', 0, 1_000_002)])
    expect(run.ledger()).toMatchObject({
      fails: { sent: { error: 1_600_000 } },
      shown: { received: 1_600_000 },
    })
    expect(letters.map(({ event: { payload } }) => payload)).toEqual([1_000_000, 1_000_001])
  },
)

test('the bound is on what leaves for one element, however many elements a turn has', () => {
  const port = new OutPort('out', false)
  port.listened = true
  const one = makeEvent(1, 0)
  for (let at = 0; at < 999_999; at++) port.push(one, 1)
  for (let at = 0; at < 1_000_000; at++) port.push(one, 2)
  expect([port.isFull(1), port.isFull(2), port.isFull(3)]).toEqual([false, true, false])
  expect(() => port.push(one, 2)).toThrow('1,000,000 events have left by out')
  port.push(one, 3)
  expect(port.length).toBe(2_000_000)
})

test('it holds for one element of which some has been handed over, and for it alone', () => {
  const port = new OutPort('out', false)
  port.listened = true
  const one = makeEvent(1, 0)
  const none = { ordinals: [], times: [], keys: undefined, idle: undefined, gone: undefined }
  for (let at = 0; at < 10; at++) port.push(one, 1)
  for (let part = 0; part < 4; part++) {
    for (let at = 0; at < 250_000; at++) port.push(one, 2)
    port.take(none)
    port.take(none)
  }
  expect([port.isFull(1), port.isFull(2), port.isFull(3)]).toEqual([false, true, false])
  expect(() => port.push(one, 2)).toThrow('1,000,000 events have left by out')
  port.push(one, 3)
  expect(port.sent).toBe(1_000_011)
})
