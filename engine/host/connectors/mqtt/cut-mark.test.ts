import { expect, test } from 'vitest'
import { asCut, cutPayload } from './cut-mark.ts'

const cut = cutPayload(Buffer.from('beginning'), 268_435_455)

test('what was cut is known again, with its size', () => {
  expect(asCut(cut)).toEqual({ beginning: Buffer.from('beginning'), bytes: 268_435_455 })
  expect(asCut(cutPayload(Buffer.alloc(0), 5))).toEqual({ beginning: Buffer.alloc(0), bytes: 5 })
})

test('what only begins like it is not taken for it, however short', () => {
  const length = cutPayload(Buffer.alloc(0), 5).length
  for (let bytes = 0; bytes < length; bytes++)
    expect(asCut(cut.subarray(0, bytes)), `${bytes} bytes`).toBeUndefined()
  for (const at of [0, 1, 15]) {
    const other = Buffer.from(cut)
    other[at] = (cut[at] ?? 0) ^ 1
    expect(asCut(other), `another byte at ${at}`).toBeUndefined()
  }
})
