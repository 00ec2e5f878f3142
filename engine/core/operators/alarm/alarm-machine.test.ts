import { expect, test } from 'vitest'
import { after, type Alarm, atRest, type Happening, type Manner } from './alarm-machine.ts'

const usual: Manner = { latches: false, needsAcknowledging: true }
const latching: Manner = { latches: true, needsAcknowledging: true }
const simple: Manner = { latches: false, needsAcknowledging: false }

/** The phases that an alarm goes through; `-` where nothing comes of what happens. */
function course(manner: Manner, ...happenings: readonly Happening[]): string {
  let alarm: Alarm = atRest
  return happenings
    .map((happening) => {
      const next = after(alarm, happening, manner)
      alarm = next ?? alarm
      return next === undefined ? '-' : next.phase
    })
    .join(' ')
}

test.each<[Manner, readonly Happening[], string]>([
  [usual, ['raised', 'acknowledged', 'cleared'], 'unacknowledged acknowledged normal'],
  [usual, ['raised', 'cleared', 'acknowledged'], 'unacknowledged returned normal'],
  [
    usual,
    ['raised', 'cleared', 'raised', 'acknowledged'],
    'unacknowledged returned unacknowledged acknowledged',
  ],
  [usual, ['cleared', 'acknowledged', 'escalated', 'repeated', 'reset', 'released'], '- - - - - -'],
  [usual, ['raised', 'raised', 'reset'], 'unacknowledged - -'],
  [
    usual,
    ['raised', 'acknowledged', 'acknowledged', 'escalated', 'repeated'],
    'unacknowledged acknowledged - - -',
  ],
  [
    latching,
    ['raised', 'cleared', 'reset', 'acknowledged', 'reset'],
    'unacknowledged unacknowledged - acknowledged normal',
  ],
  [
    latching,
    ['raised', 'acknowledged', 'reset', 'cleared', 'reset'],
    'unacknowledged acknowledged - acknowledged normal',
  ],
  [
    latching,
    ['raised', 'cleared', 'raised', 'cleared'],
    'unacknowledged unacknowledged unacknowledged unacknowledged',
  ],
  [
    simple,
    ['raised', 'cleared', 'raised', 'acknowledged', 'cleared'],
    'unacknowledged normal unacknowledged acknowledged normal',
  ],
  [
    usual,
    ['shelved', 'raised', 'shelved', 'released', 'released'],
    'normal unacknowledged - unacknowledged -',
  ],
])('%j: %j', (manner, happenings, phases) => {
  expect(course(manner, ...happenings)).toBe(phases)
})

test('each escalation is one level more, until it is raised anew', () => {
  const levels: Alarm[] = []
  let alarm: Alarm = atRest
  for (const happening of ['raised', 'escalated', 'escalated', 'cleared', 'raised'] as const) {
    alarm = after(alarm, happening, usual) ?? alarm
    levels.push(alarm)
  }
  expect(levels.map(({ level }) => level)).toEqual([0, 1, 2, 2, 0])
})
