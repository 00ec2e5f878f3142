import { expect, test } from 'vitest'
import type { EventArrival } from '../operator/arrival.ts'
import { mqttIn } from './mqtt-in.ts'
import { saysOf, valuesOf } from './settings.fixture.ts'

const accept = (topic: string, arrival: Partial<EventArrival>) =>
  mqttIn
    .create(valuesOf(mqttIn, { topic }))
    .accept?.({ kind: 'event', node: 'n', at: 0, payload: { c: 4 }, ...arrival })

test('names the levels of the topic', () => {
  expect(accept('plant/{room}/{what}', { topic: 'plant/hall/temperature' })).toEqual({
    payload: { c: 4 },
    topic: 'plant/hall/temperature',
    params: { room: 'hall', what: 'temperature' },
  })
})

test('takes what came by no topic, as in a recording', () => {
  expect(accept('plant/{room}', {})).toEqual({ payload: { c: 4 } })
})

test('keeps what came along', () => {
  const properties = { retain: true, contentType: 'application/json' }
  expect(accept('plant/+', { topic: 'plant/a', properties })).toMatchObject({ params: {}, properties })
})

test.each(['plant', 'plant/a/b', 'Plant/a', '$plant/a', ''])('does not take %j', (topic) => {
  expect(() => accept('plant/{room}', { topic })).toThrow(expect.objectContaining({ code: 'wrong-topic' }))
})

test.each([
  [{ topic: 'plant/{room}/t' }, 'takes in messages under plant/{room}/t'],
  [{ topic: 'a/#', key: 'payload.id' }, 'takes in messages under a/#, each as an event of payload.id'],
])('%j says what it does', (settings, says) => expect(saysOf(mqttIn, settings)).toBe(says))
