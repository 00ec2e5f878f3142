import type { Compilation } from '../compilation.ts'
import type { Code } from '../frame.ts'
import type { Scope } from '../scope.ts'
import { collapse } from '../values/sequence.ts'
import { repeatedOperand, thenIn } from '../syntax/repeated-operand.ts'
import { required, type SyntaxNode } from '../syntax/syntax.ts'
import { truth } from '../values/truth.ts'

/** `condition ? then : else`, and `a ?? b` and `a ?: b`, which the parser writes as conditions with `a` twice. */
export function compileCondition(node: SyntaxNode, scope: Scope, compilation: Compilation): Code {
  const repeated = repeatedOperand(node)
  // Where its value is looked at, a call is no tail call.
  const then = repeated === undefined ? required(node, 'then') : (thenIn(node) ?? required(node, 'then'))
  const whenTrue = compilation.build(then, scope)
  const whenFalse = node.else === undefined ? () => undefined : compilation.build(node.else, scope)
  if (repeated === 'if it exists') {
    return (input, frame) => {
      const value = whenTrue(input, frame)
      return value === undefined ? collapse(whenFalse(input, frame)) : value
    }
  }
  if (repeated === 'if it is true') {
    return (input, frame) => {
      const value = whenTrue(input, frame)
      return truth(value, frame.run) ? value : collapse(whenFalse(input, frame))
    }
  }
  const condition = compilation.build(required(node, 'condition'), scope)
  const constant = compilation.constantOf(condition)
  if (typeof constant?.value === 'boolean') return constant.value ? whenTrue : whenFalse
  return (input, frame) =>
    collapse(truth(condition(input, frame), frame.run) ? whenTrue(input, frame) : whenFalse(input, frame))
}
