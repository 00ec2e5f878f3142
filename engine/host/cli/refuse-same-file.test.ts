import { linkSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { refuseSameFile } from './refuse-same-file.ts'

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'millrace-same-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  writeFileSync(join(path, 'flow'), '{}')
  writeFileSync(join(path, 'other'), '{}')
  symlinkSync(join(path, 'flow'), join(path, 'link'))
  linkSync(join(path, 'flow'), join(path, 'twin'))
  return path
}

test.each([
  ['flow', true],
  ['./flow', true],
  ['link', true],
  ['twin', true],
  ['other', false],
  ['missing', false],
])('dead letters into %s, where the flow is flow: refused %s', (name, refused) => {
  const path = folder()
  const refuse = () =>
    refuseSameFile('--dead-letters', `${path}/${name}`, [
      { path: undefined, what: 'nothing' },
      { path: join(path, 'flow'), what: 'the flow itself' },
    ])
  if (refused) expect(refuse).toThrow(/this is the flow itself.*name another file/)
  else expect(refuse).not.toThrow()
})

test('a device may be both', () => {
  expect(() => refuseSameFile('--x', '/dev/null', [{ path: '/dev/null', what: 'the input' }])).not.toThrow()
})
