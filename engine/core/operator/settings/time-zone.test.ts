import { expect, test } from 'vitest'
import { timeZone } from './time-zone.ts'

const read = (raw: unknown) => timeZone({ summary: '' }).read(raw as never, { parameters: {} })

test.each([['Europe/Berlin'], ['UTC'], ['America/New_York'], ['Australia/Lord_Howe'], ['Asia/Kolkata']])(
  'takes %s',
  (raw) => expect(read(raw)).toMatchObject({ ok: true, read: { shown: raw } }),
)

test.each([[''], ['Berlin'], ['Europe/Atlantis'], [' UTC'], ['local'], [0], [null], [['UTC']]])(
  'refuses %j',
  (raw) => expect(read(raw)).toMatchObject({ ok: false, problems: [{ code: 'bad-time-zone' }] }),
)
