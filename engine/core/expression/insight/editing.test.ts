import { expect, test } from 'vitest'
import { completionsAt } from './completions.ts'
import { cursorAt } from './cursor.ts'
import { coldRoom, realistic } from './realistic.fixture.ts'
import { unfoundFields } from './unfound-fields.ts'
import { blank, endingsOf, firstParsed } from './unfinished.ts'

const options = { sample: coldRoom, variables: { limit: -15 }, functions: ['stdevs'] }

/** Whether an expression can begin so. */
function mayBegin(head: string): boolean {
  const texts = ['', ` ${blank}`, '$x){0'].flatMap((more) => {
    const { closing } = cursorAt(`${head}${more}`, head.length + more.length)
    // The value of a field belongs behind its name, which may be a call.
    const valued = [...closing].map((_, at) => `${closing.slice(0, at)}:0${closing.slice(at)}`)
    return [...endingsOf(closing), ...valued, ...valued.map((end) => `${end}|`), `${closing}|{}|`].map(
      (ending) => `${head}${more}${ending}`,
    )
  })
  return firstParsed(texts) !== undefined
}

test.each(realistic)('what is offered in %s may stand there', (text) => {
  for (let at = 0; at <= text.length; at++) {
    const { from, to, candidates } = completionsAt(text, at, options)
    expect(from <= at && at <= to).toBe(true)
    expect(new Set(candidates.map(({ insert }) => insert)).size).toBe(candidates.length)
    // At each fifth place one, of each kind in turn: reading a text takes its time.
    if (at % 5 > 0) continue
    const kinds = [...new Map(candidates.map(({ kind, insert }) => [kind, insert])).values()]
    const insert = kinds[(at / 5) % kinds.length]
    if (insert !== undefined) expect(`${text.slice(0, from)}${insert}`).toSatisfy(mayBegin)
  }
})

test.each(realistic)('all that is read by %s is there', (text) => {
  expect(unfoundFields(text, coldRoom)).toEqual([])
})

test.each(realistic)('while %s is typed nothing is thrown', (text) => {
  for (let at = 0; at <= text.length; at++) unfoundFields(text.slice(0, at), coldRoom)
})
