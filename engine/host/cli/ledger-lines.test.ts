import { expect, test } from 'vitest'
import { catalog } from '../../core/catalog.ts'
import { checkFlow } from '../../core/check/check-flow.ts'
import { FlowRun } from '../../core/runtime/flow-run.ts'
import { heldLine } from './ledger-lines.ts'

const nodes = {
  in: { type: 'mqtt-in', topic: 'room/{room}', key: 'params.room' },
  minute: { type: 'window', size: '1m' },
  silent: { type: 'absence', after: '2m' },
  quiet: { type: 'debounce', quiet: '5s' },
  known: { type: 'change' },
  out: { type: 'log' },
}
const middle = ['minute', 'silent', 'quiet', 'known']
const wires = middle.flatMap((id) => [
  ['in', id],
  [id, 'out'],
])
const { plan } = checkFlow(JSON.stringify({ millrace: 1, id: 'rooms', nodes, wires }), catalog)

test.each([
  [[], undefined],
  [['a'], 'minute (begun for 1 key), silent (begun for 1 key), quiet (1 event held back)'],
  [
    ['a', 'b', 'b', 'c'],
    'minute (begun for up to 3 keys), silent (begun for up to 3 keys), quiet (3 events held back)',
  ],
])('what is held of %j is told in words', (rooms, held) => {
  if (plan === undefined) throw new Error('the flow is not one')
  const run = new FlowRun(plan)
  run.feed(rooms.map((room) => ({ kind: 'event', node: 'in', at: 1_000, topic: `room/${room}`, payload: 1 })))
  expect(heldLine(plan, run.ledger())).toBe(held)
  run.end()
  expect(heldLine(plan, run.ledger())).toBeUndefined()
})
