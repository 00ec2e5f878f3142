import { arithmeticOf, isArithmetic } from './arithmetic.ts'
import type { Compilation } from '../compilation.ts'
import { concatenationOf } from './concatenation.ts'
import type { Code, Frame } from '../frame.ts'
import { truthOf } from './logic.ts'
import type { Scope } from '../scope.ts'
import { collapse } from '../values/sequence.ts'
import type { Operator, SyntaxNode } from '../syntax/syntax.ts'
import { truth } from '../values/truth.ts'

/** One operator of a long chain, with what stands on its right. */
type Step = (left: unknown, input: unknown, frame: Frame) => unknown

/** `a + b - c …`, as long-chains.ts has it: from the left, one operator after the other. */
export function compileOperators(node: SyntaxNode, scope: Scope, compilation: Compilation): Code {
  const { expressions = [], operators = [] } = node
  compilation.nodes += operators.length
  const [first = () => undefined, ...others] = expressions.map((one) => compilation.build(one, scope))
  const steps = others.flatMap((right, at) => {
    const operator = operators[at]
    return operator === undefined ? [] : [stepOf(operator, right)]
  })
  return (input, frame) => {
    let value = first(input, frame)
    for (const step of steps) value = step(value, input, frame)
    return value
  }
}

function stepOf({ value: operator, position }: Operator, right: Code): Step {
  if (isArithmetic(operator)) {
    const calculate = arithmeticOf(operator, position)
    return (left, input, frame) => calculate(left, right(input, frame))
  }
  if (operator === '&') {
    const join = concatenationOf(position)
    return (left, input, frame) => join(left, right(input, frame), frame.run)
  }
  const holds = truthOf(operator, position)
  return operator === 'and'
    ? (left, input, frame) => holds(left, frame.run) && holds(right(input, frame), frame.run)
    : (left, input, frame) => holds(left, frame.run) || holds(right(input, frame), frame.run)
}

/** `a ? b : c ? d : …`, as long-chains.ts has it: conditions and what they give in turn, and perhaps what is left. */
export function compileCases({ expressions = [] }: SyntaxNode, scope: Scope, compilation: Compilation): Code {
  const codes = expressions.map((one) => compilation.build(one, scope))
  return (input, frame) => {
    for (let at = 0; at < codes.length; at += 2) {
      const [condition, then] = [codes[at], codes[at + 1]]
      // The last stands alone.
      if (then === undefined) return collapse(condition?.(input, frame))
      if (truth(condition?.(input, frame), frame.run)) return collapse(then(input, frame))
    }
    return undefined
  }
}
