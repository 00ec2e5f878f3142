import { expect, test } from 'vitest'
import { compileExpression } from '../compile.ts'
import { interpreted, ours } from '../differential/interpreter.fixture.ts'

const evaluate = (text: string, input: unknown): unknown => compileExpression(text).evaluate(input)

test.each(['$clone()', '$clone($)', '$ ~> |$|{ "b": 1 }|'])(
  '%s over events that are lists, as the interpreter has it',
  async (text) => {
    for (const input of [[], [{ a: 1 }], [{ a: 1 }, { a: 2 }]])
      expect(ours(text, input, {})).toEqual(await interpreted(text)(input, {}))
  },
)

test('a list of one is copied as one', () => {
  expect(evaluate('$clone()', [1])).toEqual([1])
})

test('what is nested too deeply is stopped by the bound', () => {
  let deep: unknown = 1
  for (let level = 0; level < 600; level++) deep = { deep }
  expect(() => evaluate('$clone($)', deep)).toThrow('nested more than 400 levels')
})

test('a transform takes nothing out of the event, nor changes it', () => {
  const event = { a: { b: 1, c: 2 } }
  evaluate('a ~> |$$.a|{}, "b"|', event)
  evaluate('a ~> |$$.a|{ "c": 5 }|', event)
  evaluate('($clone := function($x){$x}; a ~> |$|{ "c": 5 }, "b"|)', event)
  expect(event).toEqual({ a: { b: 1, c: 2 } })
})
