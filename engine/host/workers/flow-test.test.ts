import { expect, test } from 'vitest'
import { catalog } from '../../core/catalog.ts'
import { checkFlow } from '../../core/check/check-flow.ts'
import type { FlowTest } from '../../core/model/flow.ts'
import type { Json } from '../../core/model/json.ts'
import { runFlowTest } from './flow-test.ts'

const document = {
  millrace: 1,
  id: 'guard',
  nodes: {
    in: { type: 'mqtt-in', topic: 'house/{room}/climate', key: 'params.room', time: 'payload.ts' },
    hot: { type: 'filter', condition: 'payload.celsius > 80' },
    out: { type: 'mqtt-out', topic: 'alarm/{key}' },
  },
  wires: [
    ['in', 'hot'],
    ['hot', 'out'],
  ],
}

const input: readonly Json[] = [
  { node: 'in', topic: 'house/oven/climate', payload: { celsius: 90, ts: 1_000 } },
  { node: 'in', topic: 'house/hall/climate', payload: { celsius: 20, ts: 2_000 } },
]
const bad: Json = { node: 'in', topic: 'house/oven/climate', payload: { celsius: '82', ts: 3_000 } }
const timeless: Json = { node: 'in', topic: 'house/oven/climate', payload: { celsius: 1 }, at: '4s' }

/** Runs a test; gives the expectations that were not met and how many dead letters nobody expected. */
async function run(lines: readonly Json[], expected: FlowTest['expect']) {
  const { plan, problems } = checkFlow(JSON.stringify(document), catalog)
  if (plan === undefined) throw new Error(problems.map(({ message }) => message).join('\n'))
  const { sinks, deadLetterCount } = await runFlowTest(
    plan,
    { name: 'it', expect: expected },
    (async function* () {
      yield lines
    })(),
  )
  return [
    sinks
      .filter(({ passed }) => !passed)
      .map(({ sink }) => sink)
      .join(),
    deadLetterCount,
  ]
}

const oven = { payload: { celsius: 90 } }
const hall = { payload: { celsius: 20 } }

test.each<
  [title: string, lines: readonly Json[], expected: FlowTest['expect'], failed: string, letters: number]
>([
  ['what a sink sends', input, { out: [{ topic: 'alarm/oven', ...oven }] }, '', 0],
  ['the first port of a node', input, { hot: [{ key: 'oven', time: '1s', ...oven }] }, '', 0],
  ['a port by its name', input, { 'hot.rest': [hall], 'hot.pass': [oven] }, '', 0],
  [
    'a source, with what the topic gives',
    input,
    { in: [{ params: { room: 'oven' } }, { topic: 'house/hall/climate' }] },
    '',
    0,
  ],
  ['another payload', input, { hot: [hall], out: [oven] }, 'hot', 0],
  ['one too many', input, { 'hot.rest': [], out: [oven] }, 'hot.rest', 0],
  ['dead letters that nobody expected', [...input, bad], { out: [oven] }, '', 1],
  [
    'dead letters that were',
    [...input, bad],
    { 'hot.error': [{ problem: { code: 'T2009' }, event: { payload: { celsius: '82' } } }] },
    '',
    0,
  ],
  [
    'another dead letter',
    [...input, bad],
    { 'hot.error': [{ problem: { code: 'no-time' } }] },
    'hot.error',
    0,
  ],
  [
    'dead letters of a source, at a time of arrival',
    [timeless],
    { 'in.error': [{ problem: { code: 'no-time' }, at: '4s' }] },
    '',
    0,
  ],
  ['dead letters of another node', [...input, bad], { 'in.error': [] }, '', 1],
])('%s', async (_, lines, expected, failed, letters) => {
  expect(await run(lines, expected)).toEqual([failed, letters])
})
