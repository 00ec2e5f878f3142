import { expect, test } from 'vitest'
import type { Outgoing } from '../../core/runtime/outbox.ts'
import type { Connector, FlowSide } from '../connectors/connector.ts'
import { withoutExpiry } from './without-expiry.ts'

const side = {} as FlowSide // nothing here looks at it

const message = (node: string, options: Record<string, unknown>) =>
  ({ node, port: 'in', delivery: { topic: 't', payload: 1, options } }) as unknown as Outgoing

test('only what goes to the embedded broker is sent without an expiry', () => {
  const sent: Outgoing[] = []
  const inner: Connector = {
    types: ['mqtt-out'],
    open: () => ({
      ready: Promise.resolve(),
      send: (outgoing) => void sent.push(outgoing),
      isFull: () => true,
      stopReading: () => {},
      close: (patience) => Promise.resolve(patience),
    }),
  }
  const nodes = [
    { id: 'here', type: 'mqtt-out', values: { connection: 'default' } },
    { id: 'there', type: 'mqtt-out', values: { connection: 'plant' } },
  ]
  const open = withoutExpiry(inner, 'default').open(nodes, side)
  open.send(message('here', { qos: 2, expires: 5_000 }))
  open.send(message('there', { qos: 2, expires: 5_000 }))
  open.send(message('here', { qos: 1 }))
  expect(sent.map(({ node, delivery }) => [node, delivery.options])).toEqual([
    ['here', { qos: 2 }],
    ['there', { qos: 2, expires: 5_000 }],
    ['here', { qos: 1 }],
  ])
})
