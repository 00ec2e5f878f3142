import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../model/json.ts'
import { mqttOut } from './mqtt-out.ts'
import { ranWith, saysOf } from './settings.fixture.ts'

const sent = (settings: JsonObject, payload: Json) =>
  ranWith(mqttOut, { topic: 't', ...settings }, [{ time: 7, payload, key: 'k' }]).outcome

describe('how a payload is written', () => {
  test.each<[format: string, payload: Json, written: Json]>([
    ['json', { a: [1, null] }, { a: [1, null] }],
    ['json', null, null],
    ['json', '', ''],
    ['text', 'abc', 'abc'],
    ['text', '', ''],
    ['text', 4.5, '4.5'],
    ['text', false, 'false'],
    ['raw', '', ''],
    ['raw', 'AAEC', 'AAEC'],
    ['raw', '/+8=', '/+8='],
    ['raw', 'AA==', 'AA=='],
  ])('%s: %j', (format, payload, written) => {
    expect(sent({ format }, payload)).toMatchObject({
      sent: [{ topic: 't', payload: written, options: { format } }],
    })
  })

  test.each<[format: string, payload: Json]>([
    ['text', null],
    ['text', {}],
    ['text', ['a']],
    ['raw', 'AAE'],
    ['raw', 'A==='],
    ['raw', '===='],
    ['raw', 'AA=A'],
    ['raw', 'AAEC\n'],
    ['raw', 'äää='],
    ['raw', 7],
    ['raw', null],
  ])('%s is no way for %j', (format, payload) => {
    expect(sent({ format }, payload)).toEqual({ error: ['bad-payload'] })
  })
})

test('is sent with what the settings say, at the time and under the key of the event', () => {
  expect(sent({ qos: 0, retain: true, expires: '90s' }, 1)).toEqual({
    sent: [
      {
        topic: 't',
        payload: 1,
        options: { qos: 0, retain: true, format: 'json', expires: 90_000 },
        key: 'k',
        time: 7,
      },
    ],
  })
})

test('of several events those that have no place in a topic are dead letters, the others are sent', () => {
  const rooms = ['hall', '../valve/#', 'a/b', '+', 'yard']
  const events = rooms.map((room, time) => ({ time, payload: { room } }))
  const { outcome, ledger } = ranWith(mqttOut, { topic: 'room/{payload.room}/alarm' }, events)
  expect(outcome['sent']).toMatchObject([{ topic: 'room/hall/alarm' }, { topic: 'room/yard/alarm' }])
  expect(outcome['error']).toEqual(['bad-topic-value', 'bad-topic-value', 'bad-topic-value'])
  expect(ledger['subject']).toMatchObject({ received: 5, handled: 2, failed: 3 })
})

test.each([
  [{ topic: 'a/{key}' }, 'sends each event to a/{key}'],
  [
    { topic: 'a', payload: '{ "on": true }', retain: true },
    'sends { "on": true } to a, for the broker to keep',
  ],
])('%j says what it does', (settings, says) => expect(saysOf(mqttOut, settings)).toBe(says))
