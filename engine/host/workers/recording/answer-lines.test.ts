import { expect, test } from 'vitest'
import { catalog } from '../../../core/catalog.ts'
import { checkFlow } from '../../../core/check/check-flow.ts'
import type { JsonObject } from '../../../core/model/json.ts'
import { runFlowTest } from '../flow-test.ts'
import { ArrivalReader } from './arrival-reader.ts'

const flow = (tests: readonly JsonObject[] = []): JsonObject => ({
  millrace: 1,
  id: 'priced',
  nodes: {
    sales: { type: 'mqtt-in', topic: 'sale/{shop}', key: 'params.shop' },
    ask: { type: 'http-lookup', connection: 'prices', path: '/items/{payload.item}' },
    out: { type: 'mqtt-out', topic: 'priced/{key}' },
  },
  wires: [
    ['sales', 'ask'],
    ['ask', 'out'],
  ],
  tests: [...tests],
})

function planOf(document: JsonObject) {
  const { plan, problems } = checkFlow(JSON.stringify(document), catalog)
  return {
    plan,
    errors: problems.filter(({ severity }) => severity === 'error').map(({ message }) => message),
  }
}

const sale = { node: 'sales', topic: 'sale/north', at: '1s', payload: { item: 'tea' } }
const answered = { node: 'ask', answer: '/items/tea', key: 'north', at: '2s', payload: { price: 3 } }

test('a test answers what is asked', async () => {
  const own = {
    name: 'with its price',
    input: [sale, answered],
    expect: { out: [{ topic: 'priced/north', time: '1s', payload: { item: 'tea', row: { price: 3 } } }] },
  }
  const { plan, errors } = planOf(flow([own]))
  expect(errors).toEqual([])
  if (plan === undefined) throw new Error('no plan')
  async function* lines() {
    yield own.input
  }
  const result = await runFlowTest(plan, own, lines())
  expect(result.sinks.map(({ passed }) => passed)).toEqual([true])
  expect(result.deadLetterCount).toBe(0)
})

test.each<[name: string, line: JsonObject, said: RegExp]>([
  ['a node that asks nothing', { ...answered, node: 'out' }, /"out", which asks for nothing/],
  ['a node that is not there', { ...answered, node: 'asks' }, /"asks", which asks for nothing/],
])('check finds an answer to %s', (_name, line, said) => {
  const { errors } = planOf(flow([{ name: 'a', input: [sale, line], expect: { out: [] } }]))
  expect(errors).toEqual([expect.stringMatching(said)])
})

test.each<[line: JsonObject, said: RegExp]>([
  [{ ...answered, node: 'sales' }, /no node "sales" that asks/],
  [{ ...answered, answer: 7 }, /answer: expected the name of a question/],
  [{ ...answered, problem: 'no' }, /problem: expected/],
  [{ ...answered, problem: {} }, /problem: expected/],
  [{ ...answered, key: { a: 1 } }, /key: expected/],
])('%j is no answer', (line, said) => {
  const { plan } = planOf(flow())
  if (plan === undefined) throw new Error('no plan')
  expect(() => new ArrivalReader(plan).read(JSON.stringify(line))).toThrow(said)
})

test('an answer may be that there is none', () => {
  const { plan } = planOf(flow())
  if (plan === undefined) throw new Error('no plan')
  const { payload: _payload, ...rest } = answered
  const read = new ArrivalReader(plan).read(JSON.stringify({ ...rest, problem: { code: 'not-found' } }))
  expect(read).toEqual({
    kind: 'answer',
    node: 'ask',
    at: 2_000,
    key: 'north',
    question: '/items/tea',
    payload: null,
    problem: { code: 'not-found', message: 'not-found' },
  })
})
