import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { textLines } from './text-lines.ts'

async function linesOf(bytes: Buffer, size: number, bound = 100) {
  const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    bytes.subarray(at * size, (at + 1) * size),
  )
  const lines = []
  for await (const group of textLines(Readable.from(chunks), bound)) {
    for (const { number, text } of group) lines.push([number, text])
  }
  return lines
}

test.each([
  [
    'a\nb\n',
    [
      [1, 'a'],
      [2, 'b'],
    ],
  ],
  [
    'a\r\nb',
    [
      [1, 'a'],
      [2, 'b'],
    ],
  ],
  [
    '\uFEFFa\n\nü€😀',
    [
      [1, 'a'],
      [2, ''],
      [3, 'ü€😀'],
    ],
  ],
  [
    `${'x'.repeat(101)}\nshort\n${'y'.repeat(100)}`,
    [
      [1, undefined],
      [2, 'short'],
      [3, 'y'.repeat(100)],
    ],
  ],
  [
    'a\rb\r\rc',
    [
      [1, 'a'],
      [2, 'b'],
      [3, ''],
      [4, 'c'],
    ],
  ],
  ['', []],
] as const)('%j', async (text, expected) => {
  for (const size of [1, 2, 3, 1_000]) {
    expect(await linesOf(Buffer.from(text), size), `in pieces of ${size}`).toEqual(expected)
  }
})

test('a line that is no UTF-8 has NUL in it, and no other line', async () => {
  const bytes = Buffer.from('ü\nx\xfcy\n\xe2\x82\n€', 'latin1')
  const mixed = Buffer.concat([Buffer.from('ü\n'), bytes.subarray(2, 9), Buffer.from('€')])
  for (const size of [1, 2, 3, 1_000]) {
    expect(await linesOf(mixed, size), `in pieces of ${size}`).toEqual([
      [1, 'ü'],
      [2, 'x\0y'],
      [3, '\0'],
      [4, '€'],
    ])
  }
})
