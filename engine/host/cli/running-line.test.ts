import { expect, test } from 'vitest'
import { catalog } from '../../core/catalog.ts'
import { checkFlow } from '../../core/check/check-flow.ts'
import { FlowRun } from '../../core/runtime/flow-run.ts'
import { brokerAt } from '../connectors/mqtt/read-brokers.ts'
import { quietLines } from './quiet-topics.ts'
import { runningLine } from './running-line.ts'

/** A flow with these sources, each wired to a sink of the same type; `parameters` fill in what they name. */
function planOf(sources: Readonly<Record<string, object>>, sink: object) {
  const wires = Object.keys(sources).map((id) => [id, 'out'])
  const parameters = { hall: { type: 'text', default: 'hall/2/+' } }
  const document = { millrace: 1, id: 'f', parameters, nodes: { ...sources, out: sink }, wires }
  const { plan, problems } = checkFlow(JSON.stringify(document), catalog)
  if (plan === undefined) throw new Error(JSON.stringify(problems))
  return plan
}

const brokers = new Map([
  ['default', brokerAt('default', 'mqtt://me:geheim@h:1883')],
  ['plant', brokerAt('plant', 'mqtts://p')],
])
const listen = (topic: string, more: object = {}) => ({ type: 'mqtt-in', topic, ...more })
const send = { type: 'mqtt-out', topic: 'x' }
const log = { type: 'log' }

test.each([
  [{ a: listen('house/{room}/climate') }, send, '; listens to house/+/climate and sends at mqtt://h:1883'],
  [{ a: listen('$hall') }, log, '; listens to hall/2/+ at mqtt://h:1883'],
  [{ a: listen('a'), b: listen('a', { qos: 2 }) }, log, '; listens to a at mqtt://h:1883'],
  [{ a: { type: 'timer', every: '1s' } }, send, '; sends to mqtt://h:1883'],
  [{ a: { type: 'timer', every: '1s' } }, log, ''],
  [
    { a: listen('a'), b: listen('b', { connection: 'plant' }) },
    send,
    '; listens to a and sends at mqtt://h:1883; listens to b at mqtts://p',
  ],
  [
    { a: listen('a'), b: listen('b'), c: listen('c'), d: listen('d'), e: listen('e') },
    log,
    '; listens to a, b, c and 2 more at mqtt://h:1883',
  ],
])('a flow that runs says to whom it listens and sends: %#', (sources, sink, said) => {
  const plan = planOf(sources, sink)
  expect(runningLine(plan, brokers)).toBe(`f: running, ${plan.nodes.length} nodes${said}`)
})

test('topics under which nothing has come are told', () => {
  const plan = planOf(
    { a: listen('bulding/+/temp'), b: listen('b/{id}'), c: { type: 'timer', every: '1s' } },
    log,
  )
  const run = new FlowRun(plan)
  run.feed([{ kind: 'event', node: 'b', at: 1, topic: 'b/1', payload: 1 }])
  expect(quietLines(plan, run.ledger())).toEqual([
    'f/a: nothing has come under bulding/+/temp yet; is it spelt as it is published?',
  ])
})
