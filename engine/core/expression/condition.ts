import type { Compilation } from './compilation.ts'
import type { Code } from './frame.ts'
import type { Scope } from './scope.ts'
import { collapse } from './sequence.ts'
import { required, type SyntaxNode } from './syntax.ts'
import { truth } from './truth.ts'

/** `condition ? then : else`. The parser turns `a ?: b` and `a ?? b` into it too. */
export function compileCondition(node: SyntaxNode, scope: Scope, compilation: Compilation): Code {
  const condition = compilation.build(required(node, 'condition'), scope)
  const whenTrue = compilation.build(required(node, 'then'), scope)
  const whenFalse = node.else === undefined ? () => undefined : compilation.build(node.else, scope)
  const constant = compilation.constantOf(condition)
  if (typeof constant?.value === 'boolean') return constant.value ? whenTrue : whenFalse
  return (input, frame) =>
    collapse(truth(condition(input, frame)) ? whenTrue(input, frame) : whenFalse(input, frame))
}
