import { expect, test, vi } from 'vitest'
import type { Connection } from './client/connection.ts'
import { type Acknowledgement, Damaged, type Level } from './client/packets.ts'
import { InFlight, resendPatience } from './in-flight.ts'
import { messageSize } from './message-size.ts'
import { Unacknowledged } from './own-end.ts'
import { type OutgoingMessage, outgoingMessage, type SendOptions } from './outgoing-message.ts'

/** What a message takes whose topic and payload have so many letters. */
const sizeOf = (letters: number): number => messageSize({ topic: 0, payload: letters })

/** Messages under way over a connection that notes what goes out, as `publish 1`, `publish 1 again` or `pubrel 1`. */
function underWay(level: Level = 4) {
  let unknown = 0
  const out: string[] = []
  const settled: string[] = []
  const cuts: Error[] = []
  const bytes = Buffer.alloc(1_000)
  const connection = {
    level,
    writer: {
      bytes,
      reserve: () => 0,
      commit: (end: number) => {
        const id = bytes.readUInt16BE(2 + 2 + 1)
        const isRepeated = ((bytes[0] ?? 0) & 8) !== 0
        expect(bytes.subarray(0, end).toString('latin1', level === 5 ? 8 : 7)).toMatch(/^\d+$/)
        out.push(`publish ${id}${isRepeated ? ' again' : ''}`)
      },
      write: (packet: Uint8Array) => out.push(Buffer.from(packet).toString('hex')),
    },
    acknowledge: (kind: string, id: number, reason = 0) =>
      out.push(`${kind} ${id}${reason === 0 ? '' : ` reason ${reason}`}`),
    cut: (error: Error) => cuts.push(error),
  } as unknown as Connection // all that is used of it
  const inFlight = new InFlight(
    (message: OutgoingMessage, outcome) => {
      settled.push(`${String(message.body)} ${outcome}`)
    },
    () => unknown++,
  )
  return {
    inFlight,
    cuts,
    unknown: () => unknown,
    out,
    settled,
    publish: (body: number, options: SendOptions) =>
      inFlight.publish(connection, outgoingMessage('t', body, options, 0), 0),
    come: (kind: Acknowledgement['kind'], id: number, reason = 0) =>
      inFlight.acknowledged(connection, { kind, id, reason }),
    again: (isRepeated = true) => {
      let done = false
      inFlight.sendAgain(
        connection,
        isRepeated,
        () => 0,
        () => (done = true),
      )
      return () => done
    },
  }
}

test('a message of QoS 1 is done when it is acknowledged, one of QoS 2 when it is released', () => {
  const { inFlight, publish, come, out, settled } = underWay()
  publish(10, { qos: 1 })
  publish(20, { qos: 2 })
  expect([inFlight.size, inFlight.bytes, inFlight.exactlyOnce]).toEqual([2, 2 * sizeOf(3), 1])
  come('puback', 1)
  come('pubrec', 2)
  come('pubrec', 2)
  expect([settled, inFlight.size]).toEqual([['10 taken'], 1])
  come('pubcomp', 2)
  expect(out).toEqual(['publish 1', 'publish 2', 'pubrel 2', 'pubrel 2'])
  expect([settled, inFlight.size, inFlight.bytes]).toEqual([['10 taken', '20 taken'], 0, 0])
})

test('what the broker refuses is done, with its reason; what it has taken is not refused', () => {
  const { publish, come, settled, out } = underWay()
  for (const body of [1, 2, 3]) publish(body, { qos: body === 1 ? 1 : 2 })
  come('puback', 1, 135)
  come('pubrec', 2, 151)
  // Nobody subscribes to it, which is no refusal (MQTT 5, 3.5.2.1).
  come('pubrec', 3, 16)
  come('pubcomp', 3, 146)
  expect(settled).toEqual(['1 135', '2 151', '3 146'])
  expect(out.slice(3)).toEqual(['pubrel 3'])
})

test.each<[level: Level]>([[4], [5]])(
  'acknowledgements of what is not under way are counted and change nothing; the broker shall not wait (level %i)',
  (level) => {
    const { inFlight, publish, come, out, settled, unknown } = underWay(level)
    publish(1, { qos: 1 })
    for (const kind of ['puback', 'pubrec', 'pubrel', 'pubcomp'] as const) come(kind, 0x309)
    // It is through with this one.
    come('pubrec', 0x309, 0x80)
    // With the reason that its id is not known.
    expect([out, settled]).toEqual([['publish 1', 'pubrel 777 reason 146', 'pubcomp 777 reason 146'], []])
    expect([unknown(), inFlight.size]).toEqual([5, 1])
  },
)

test.each([
  ['pubrec', 1],
  ['pubrel', 1],
  ['pubcomp', 1],
  ['puback', 2],
  ['pubrel', 2],
  ['pubcomp', 2],
] as const)('a %s for a message of QoS %i that was sent is damage; the message is not done', (kind, qos) => {
  const { inFlight, publish, come, settled } = underWay()
  publish(1, { qos })
  expect(() => come(kind, 1)).toThrow(Damaged)
  expect([settled, inFlight.size]).toEqual([[], 1])
})

test.each(['puback', 'pubrel'] as const)('a %s for one that is taken over is damage', (kind) => {
  const { inFlight, publish, come, out, settled, again } = underWay()
  publish(1, { qos: 2 })
  come('pubrec', 1)
  expect(() => come(kind, 1)).toThrow(Damaged)
  expect([settled, inFlight.size]).toEqual([[], 1])
  again()
  expect(out.at(-1)).toBe('pubrel 1')
})

test('one that is sent again as a whole is to be taken over again', () => {
  const { inFlight, publish, come, again } = underWay()
  publish(1, { qos: 2 })
  come('pubrec', 1)
  inFlight.forgotten(0)
  again(false)
  expect(() => come('pubcomp', 1)).toThrow(Damaged)
})

test('ids go round, past those that are under way', () => {
  const { inFlight, publish, come, out } = underWay()
  publish(1, { qos: 1 })
  for (let id = 2; id <= 65_535; id++) {
    publish(id, { qos: 1 })
    come('puback', id)
  }
  publish(2, { qos: 1 })
  expect(out.at(-1)).toBe('publish 2')
  expect(inFlight.size).toBe(2)
})

test('they are sent again one after the other, those that the broker has by their release alone', () => {
  const { inFlight, publish, come, out, again } = underWay()
  for (const body of [1, 2, 3, 4]) publish(body, { qos: body === 2 ? 2 : 1 })
  come('pubrec', 2)
  out.length = 0
  const isDone = again()
  expect(out).toEqual(['publish 1 again'])
  // Another one may be let go meanwhile.
  inFlight.giveUp(3)
  come('puback', 1)
  expect(out.slice(1)).toEqual(['pubrel 2'])
  come('pubcomp', 2)
  expect([out.slice(2), isDone()]).toEqual([['publish 4 again'], false])
  come('puback', 4)
  expect([isDone(), inFlight.size]).toEqual([true, 0])
})

test('a connection that is lost while they are sent again sends nothing more', () => {
  const { inFlight, publish, come, out, again } = underWay()
  publish(1, { qos: 1 })
  publish(2, { qos: 1 })
  const isDone = again()
  inFlight.lost()
  come('puback', 1)
  expect([out.slice(2), isDone(), inFlight.first]).toEqual([['publish 1 again'], false, 2])
})

test('what is let go while there is no connection has nothing more sent by the last one', () => {
  const { inFlight, publish, out, again } = underWay()
  publish(1, { qos: 1, expires: 10 })
  publish(2, { qos: 1, expires: 10 })
  const isDone = again()
  inFlight.lost()
  inFlight.expire(10)
  expect([out.slice(2), isDone()]).toEqual([['publish 1 again'], false])
})

test('with nothing under way it is done at once', () => {
  expect(underWay().again()()).toBe(true)
})

test('what a broker has forgotten is sent as a whole, and not as a repetition', () => {
  const { inFlight, publish, come, out, again } = underWay()
  publish(1, { qos: 2 })
  come('pubrec', 1)
  expect(inFlight.forgotten(0)).toBe(1)
  again(false)
  expect(out.at(-1)).toBe('publish 1')
})

test('what has expired is let go, but not what the broker may have', () => {
  const { inFlight, publish, settled } = underWay()
  publish(1, { qos: 1, expires: 10 })
  publish(2, { qos: 2, expires: 10 })
  publish(3, { qos: 1 })
  inFlight.expire(10)
  expect([settled, inFlight.size, inFlight.bytes]).toEqual([['1 dropped'], 2, 2 * sizeOf(2)])
})

test('what is taken back is under way no more, but for what the broker has', () => {
  const { inFlight, publish, come, settled } = underWay()
  for (const body of [1, 2, 3]) publish(body, { qos: 2 })
  come('pubrec', 2)
  const back = inFlight.takeBack(({ body }) => body === '3')
  expect(back.map(({ body }) => body)).toEqual(['1'])
  expect([inFlight.entries().map(([id]) => id), inFlight.bytes, settled]).toEqual([[2, 3], 2 * sizeOf(2), []])
})

test('a message that is sent again and never acknowledged ends the connection, and is not waited for when that is gone', () => {
  vi.useFakeTimers()
  const { inFlight, publish, come, again, cuts } = underWay()
  publish(1, { qos: 1 })
  publish(2, { qos: 2 })
  const isDone = again()
  vi.advanceTimersByTime(resendPatience - 1)
  come('puback', 1)
  vi.advanceTimersByTime(resendPatience - 1)
  expect(cuts).toEqual([])
  vi.advanceTimersByTime(1)
  expect(cuts).toEqual([new Unacknowledged(resendPatience)])
  inFlight.lost()
  again()
  inFlight.lost()
  expect([isDone(), vi.getTimerCount()]).toEqual([false, 0])
  again()
  come('pubrec', 2)
  come('pubcomp', 2)
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})
