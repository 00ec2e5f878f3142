import * as fc from 'fast-check'
import jsonata from 'jsonata'
import { expect, test } from 'vitest'
import { realistic } from './realistic.fixture.ts'
import { tokensOf } from './tokens.ts'

const shown = (text: string): string =>
  tokensOf(text)
    .map(({ kind, from, to, isClosed }) => `${kind}${isClosed ? '' : '!'}:${text.slice(from, to)}`)
    .join(' ')

test.each([
  ['payload.`a b`[-1]>=5', 'name:payload sign:. quoted:`a b` sign:[ sign:- number:1 sign:] sign:>= number:5'],
  ['a/b/c', 'name:a sign:/ name:b sign:/ name:c'],
  ['$f(/a[/]b/im)', 'variable:$f sign:( pattern:/a[/]b/im sign:)'],
  ['a.*/2', 'name:a sign:. sign:* sign:/ number:2'],
  ['a and /b/', 'name:a name:and pattern:/b/'],
  ['a.and/b/c', 'name:a sign:. name:and sign:/ name:b sign:/ name:c'],
  ['"a\\"b" & \'c', 'text:"a\\"b" sign:& text!:\'c'],
  ['a /* b */ . /* c', 'name:a comment:/* b */ sign:. comment!:/* c'],
  ['1.5e3..x', 'number:1.5e3 sign:.. name:x'],
  ['a~>|b|{}|/2', 'name:a sign:~> sign:| name:b sign:| sign:{ sign:} sign:| sign:/ number:2'],
  ['größe°*2', 'name:größe° sign:* number:2'],
])('the tokens of %s are %s', (text, expected) => {
  expect(shown(text)).toBe(expected)
})

test('they end where the parser has them end', () => {
  for (const text of realistic) {
    const ends = new Set(tokensOf(text).map(({ to }) => to))
    const positions = [...JSON.stringify(jsonata(text).ast()).matchAll(/"position":(\d+)/g)].map(([, at]) =>
      Number(at),
    )
    expect(positions.filter((at) => !ends.has(at))).toEqual([])
  }
})

test('each character but blanks is in one token', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'ab1 ."\'`/*$|{}()[]\\~>:=?-'), maxLength: 40 }),
      (text) => {
        let end = 0
        for (const { from, to } of tokensOf(text)) {
          expect(text.slice(end, from).trim()).toBe('')
          expect(to).toBeGreaterThan(from)
          end = to
        }
        expect(text.slice(end).trim()).toBe('')
      },
    ),
    { numRuns: 2_000 },
  )
})
