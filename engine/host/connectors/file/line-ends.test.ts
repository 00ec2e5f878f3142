import { expect, test } from 'vitest'
import { LineEnds } from './line-ends.ts'

function read(text: string, quotes: boolean, size: number): string {
  const ends = new LineEnds(quotes)
  let read = ''
  for (let at = 0; at < text.length; at += size) read += ends.push(text.slice(at, at + size))
  return read + ends.end()
}

test.each([
  ['a\rb\rc', true, 'a\nb\nc'],
  ['a\r\rb\r', true, 'a\n\nb\n'],
  ['a\r\nb\rc\r\n', true, 'a\r\nb\rc\r\n'],
  ['a\nb\rc', true, 'a\nb\rc'],
  ['a\r', true, 'a\r'],
  ['\rb', true, '\nb'],
  ['"a\rb"\r\nc\rd', true, '"a\rb"\r\nc\rd'],
  ['"a\nb"\rc', true, '"a\nb"\nc'],
  ['"a""\rb"\rc', true, '"a""\rb"\nc'],
  ['"a\rb"\nc', false, '"a\nb"\nc'],
  ['none', true, 'none'],
] as const)('%j, with quotes: %s', (text, quotes, expected) => {
  for (const size of [1, 2, 3, 100]) expect(read(text, quotes, size), `in pieces of ${size}`).toBe(expected)
})
