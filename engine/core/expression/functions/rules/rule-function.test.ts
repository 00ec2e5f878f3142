import { describe, expect, test } from 'vitest'
import { compileExpression } from '../../compile.ts'
import { ExpressionError } from '../../expression-error.ts'
import { misfitsIn } from '../../advice/misfits.ts'
import type { Parameter } from '../../calling/parameter.ts'
import { builtInNames } from '../catalogue.ts'
import { families, ruleFunctions } from './families.ts'

/** As a result is written in a declaration: numbers to 9 digits after the point. */
function like(result: unknown): unknown {
  if (typeof result === 'number') return expect.closeTo(result, 9)
  return result
}

describe.each(ruleFunctions)('$call', ({ name, parameters, native, examples, gives, summary, call }) => {
  test.each(examples)('$expression', ({ expression, input, result, fails }) => {
    const evaluate = (): unknown => compileExpression(expression).evaluate(input)
    if (fails === undefined) expect(evaluate()).toEqual(like(result))
    else expect(evaluate).toThrow(expect.objectContaining({ code: fails }))
    expect(expression).toContain(`$${name}(`)
    if (fails === undefined) expect(misfitsIn(expression)).toEqual([])
  })

  test('changes nothing that it is given, and gives the same again', () => {
    for (const { expression, input = null, fails } of examples) {
      if (fails !== undefined) continue
      const { evaluate } = compileExpression(expression)
      const frozen = deepFrozen(JSON.parse(JSON.stringify(input)))
      expect(evaluate(frozen), expression).toEqual(evaluate(frozen))
    }
  })

  test('is declared in full', () => {
    expect(examples.length).toBeGreaterThan(1)
    expect(Object.keys(parameters)).toHaveLength(native.signature.parameters.length)
    expect(summary).toMatch(/\.$/)
    expect(gives).not.toMatch(/\.$/)
    expect(call.match(/\?/g)?.length ?? 0).toBe(native.signature.parameters.length - native.arity)
  })

  test('gives nothing where what it needs is nothing', () => {
    // One after the other is nothing, and the others are whatever else is there.
    for (let missing = 0; missing < native.arity; missing++) {
      const given = native.signature.parameters.map((parameter, at) =>
        at === missing ? 'nowhere' : some(parameter),
      )
      const text = `$${name}(${given.slice(0, native.arity).join(', ')})`
      expect(compileExpression(text).evaluate({}), text).toBeUndefined()
    }
  })

  test('says what is wrong with an argument of another kind', () => {
    const wrong = native.signature.parameters.slice(0, native.arity).map(() => '/a/')
    const call = `$${name}(${wrong.join(', ')})`
    expect(() => compileExpression(call).evaluate({})).toThrow(ExpressionError)
    expect(misfitsIn(`$${name}(${'1, '.repeat(9)}1)`).map(({ message }) => message)).toEqual([
      expect.stringContaining(`$${name} takes`),
    ])
  })
})

function deepFrozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(deepFrozen)
  return Object.freeze(value)
}

/** Something of the kind that a parameter takes, as an expression. */
const some = ({ kinds, elements }: Parameter): string => {
  const kind = elements === undefined ? kinds.charAt(0) : `list of ${elements}`
  const values: Readonly<Record<string, string>> = {
    s: '"x"',
    n: '1',
    b: 'true',
    o: '{ "x": 1 }',
    a: '[1, 2]',
    'list of n': '[1, 2]',
    'list of o': '[{ "x": 1 }, { "x": 2 }]',
  }
  return values[kind] ?? 'null'
}

test('no function has the name of another', () => {
  const names = [...builtInNames()]
  expect(new Set(names).size).toBe(names.length)
  expect(names.length).toBeGreaterThan(60 + ruleFunctions.length)
})

test('there are no two functions with one name', () => {
  expect(new Set(ruleFunctions.map(({ name }) => name)).size).toBe(ruleFunctions.length)
  expect(families.every(({ functions }) => functions.length > 0)).toBe(true)
})
