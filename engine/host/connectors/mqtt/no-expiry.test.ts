import { expect, test } from 'vitest'
import { RecordingSide } from '../../../../test/mqtt/recording-side.ts'
import { warnOfNoExpiry } from './no-expiry.ts'
import { brokerAt } from './read-brokers.ts'

const broker = brokerAt('default', 'mqtt://h')
const old = { ...broker, protocol: '3.1.1' } as const
const sink = (expires?: number) => ({ id: 'out', type: 'mqtt-out', values: { expires } })

test.each([
  ['a broker that is known to speak 3.1.1', old, [sink(), sink(9)], 1],
  ['one that may speak 5', broker, [sink(9)], 0],
  ['one of which that is known', { ...old, noExpiryIsTold: true }, [sink(9)], 0],
  ['messages that never expire', old, [sink()], 0],
])('before the first message, of %s: %#', (_, settings, sinks, times) => {
  const side = new RecordingSide()
  const given = warnOfNoExpiry(settings, sinks, side)
  expect(side.told).toEqual(Array(times).fill(expect.stringContaining('MQTT 3.1.1 knows no "expires"')))
  expect(given.noExpiryIsTold === true).toBe(times === 1 || settings.noExpiryIsTold === true)
})
