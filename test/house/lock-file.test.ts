import { expect, test } from 'vitest'
import { checkLockFile, type LockFile } from './lock-file.ts'

const messages = (packages: LockFile['packages']) =>
  checkLockFile('package-lock.json', { packages }).map(({ message }) => message)

test('a lock that serves everybody', () => {
  expect(
    messages({
      '': { optionalDependencies: { a: '1.0.0' } },
      engine: { optionalDependencies: { a: '1.0.0' } },
      'node_modules/engine': { resolved: 'engine' },
      'node_modules/a': { optionalDependencies: { 'a-linux': '1.0.0', '@a/darwin': '1.0.0' } },
      'node_modules/a/node_modules/a-linux': {},
      'node_modules/@a/darwin': {},
    }),
  ).toEqual([])
})

test.each([
  'https://registry.example/a.tgz',
  'http://localhost:4873/a.tgz',
  'git+ssh://git@example.org/a.git',
])('an address to fetch from: %s', (resolved) => {
  expect(messages({ 'node_modules/a': { resolved } })).toEqual([expect.stringContaining(resolved)])
})

test('a platform that was left out', () => {
  const found = messages({
    'node_modules/a': { optionalDependencies: { 'a-linux': '1', 'a-darwin': '1' } },
    'node_modules/a-linux': {},
  })
  expect(found).toEqual([expect.stringContaining('a-darwin, which the lock lacks')])
})

test('a package in a folder where it is not looked for', () => {
  const packages = {
    'node_modules/a': { optionalDependencies: { b: '1' } },
    'node_modules/c/node_modules/b': {},
  }
  expect(messages(packages)).toHaveLength(1)
})
