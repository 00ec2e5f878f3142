import { expect, test } from 'vitest'
import { Intake } from './intake.ts'
import { Keepalive } from './keepalive.ts'
import { PacketReader } from './packet-reader.ts'
import { Damaged } from './packets.ts'

const ping = Buffer.of(0xd0, 0)

/** An intake whose packets are taken by `take`, and what it does to its stream. */
function intakeWith(take: () => void) {
  const done: string[] = []
  const failures: Error[] = []
  const stream = {
    pause() {
      done.push('pause')
      return stream
    },
    resume() {
      done.push('resume')
      return stream
    },
  } as unknown as ConstructorParameters<typeof Intake>[0] // these two are all it uses
  const reader = new PacketReader(5, 1_000, () => {
    done.push('packet')
    take()
  })
  const keepalive = new Keepalive(
    () => {},
    () => {},
  )
  const intake: Intake = new Intake(stream, reader, keepalive, (error) => failures.push(error))
  return { intake, done, failures, keepalive }
}

test('what is wrong with the bytes ends the connection, what is wrong with us does not look like it', () => {
  const { intake, failures } = intakeWith(() => {
    throw new TypeError('a slip of ours')
  })
  expect(() => intake.read(ping)).toThrow('a slip of ours')
  expect(failures).toEqual([])
  intake.read(Buffer.of(0, 0))
  expect(failures).toEqual([expect.any(Damaged)])
})

test('it reads again when there is no reason left not to', () => {
  const { intake, done, keepalive } = intakeWith(() => {})
  intake.hold('messages')
  expect(keepalive.isJudged).toBe(false)
  intake.hold('answers')
  intake.read(ping)
  intake.release('messages')
  expect([keepalive.isJudged, intake.isHeld('messages'), intake.isHeld('answers')]).toEqual([
    true,
    false,
    true,
  ])
  expect(done).toEqual(['pause', 'pause'])
  intake.release('answers')
  intake.release('answers')
  expect(done).toEqual(['pause', 'pause', 'packet', 'resume'])
})

test('what waits may be reason enough to hold again', () => {
  const { intake, done } = intakeWith(() => intake.hold('answers'))
  intake.hold('messages')
  intake.read(ping)
  intake.read(ping)
  intake.release('messages')
  expect(done).toEqual(['pause', 'packet', 'pause'])
  intake.release('answers')
  expect(done).toEqual(['pause', 'packet', 'pause', 'packet', 'pause'])
})

test('what comes after its end is not read', () => {
  const { intake, done } = intakeWith(() => {})
  intake.hold('messages')
  intake.read(ping)
  intake.close()
  intake.read(ping)
  intake.release('messages')
  expect(done).toEqual(['pause', 'resume'])
})
