import { expect, test } from 'vitest'
import { connection } from './connection.ts'

const setting = connection({ summary: 'Where to', to: 'mqtt', default: 'default' })
const read = (raw: unknown) => setting.read(raw as never, { parameters: {} })

test.each([['default'], ['plant 2'], ['hall_2.west-1'], ['Werk Köln'], ['7'], ['a'.repeat(64)]])(
  'takes %j',
  (raw) => {
    const result = read(raw)
    expect(result.ok && result.read.shown).toBe(raw)
  },
)

test.each([[''], [' a'], ['a/b'], ['a\n'], [7], [null], [{}], ['a'.repeat(65)], ['$default'], ['-a']])(
  'refuses %j',
  (raw) => expect(read(raw)).toMatchObject({ ok: false, problems: [{ code: 'bad-connection' }] }),
)

test('does not repeat an address, which may hold a password', () => {
  const result = read('mqtt://me:secret@plant')
  expect(result).toMatchObject({ ok: false })
  expect(JSON.stringify(result)).not.toContain('secret')
})

test('tells forms which connections fit', () => {
  expect(setting).toMatchObject({
    kind: 'connection',
    default: 'default',
    form: { control: 'connection', options: { to: 'mqtt' } },
  })
})
