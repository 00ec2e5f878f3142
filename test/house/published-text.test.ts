import { expect, test } from 'vitest'
import { checkPublishedText } from './published-text.ts'

/** A machine on which someone works in `<top>/me/millrace`, and has a few things lying about. */
function check(text: string, top = '/desk') {
  const present = new Set([`${top}/me`, '/tmp/kept-notes', '/home/somebody', '/usr/bin', '/app/engine'])
  const machine = {
    checkout: `${top}/me/millrace`,
    home: '/home/somebody',
    exists: (path: string) => present.has(path),
  }
  return checkPublishedText(new Map([['a.md', text]]), machine).map(
    ({ line, message }) => `${line} ${message}`,
  )
}

test.each([
  ['see /desk/me/millrace/engine', '/desk/me/millrace/engine'],
  ['in `/desk/me`.', '/desk/me'],
  ['from "/desk/me/other"', '/desk/me/other'],
  ["open('/tmp/kept-notes/a.json')", '/tmp/kept-notes/a.json'],
  ['HOME=/home/somebody', '/home/somebody'],
  ['/home/somebody/gone.txt', '/home/somebody/gone.txt'],
  ['[a](file:///desk/me/millrace/README.md)', '/desk/me/millrace/README.md'],
])('%s is found', (text, path) => {
  expect(check(`first line\n${text}`)).toEqual([
    expect.stringContaining(`2 names ${path}, a path of this machine`),
  ])
})

test.each([
  'plant/desk/me',
  '/desk/orders',
  '+/desk/me/millrace',
  'https://example.org/desk/me',
  '~/desk/me',
  '../tmp/kept-notes',
  '/tmp/millrace-example',
  '/home/someone',
  '#!/usr/bin/env node',
  'WORKDIR /app/engine',
  '/api/flows/me',
  'a / b / c',
])('%s is not', (text) => {
  expect(check(text)).toEqual([])
})

test('a checkout in a folder that images agree on excuses nothing else', () => {
  expect(check('COPY . /app/me/millrace', '/app')).toEqual([])
  expect(check('/home/somebody/secret', '/app')).toHaveLength(1)
})
