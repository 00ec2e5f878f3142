import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { LineWriter, NoReader } from './line-writer.ts'

const failing = (code: string) =>
  new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })) })

test('a full disk is told in words, with the name of the file', async () => {
  const writer = new LineWriter(failing('ENOSPC'), 'out.ndjson')
  writer.write('a')
  await expect(
    (async () => {
      await writer.flush()
      await writer.close()
    })(),
  ).rejects.toThrow('out.ndjson: the disk is full')
})

test('a reader that has gone is no fault of what was written', async () => {
  const writer = new LineWriter(failing('EPIPE'), 'standard output')
  writer.write('a')
  await expect(
    (async () => {
      await writer.flush()
      await writer.close()
    })(),
  ).rejects.toThrow(NoReader)
})
