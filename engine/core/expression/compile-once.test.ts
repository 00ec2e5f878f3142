import { expect, test } from 'vitest'
import type { Compilation } from './compilation.ts'
import { buildNode } from './build.ts'
import { Scope } from './scope.ts'
import { parseExpression, type SyntaxNode } from './syntax/syntax.ts'

/** How often a node is compiled while the whole is. */
function builds(text: string): number {
  let count = 0
  const compilation: Compilation = {
    functions: new Map(),
    hides: () => false,
    evaluatesTexts: false,
    longestText: 1e7,
    variables: new Set(),
    readsOutside: false,
    usesRun: false,
    givesFunctions: false,
    stack: { used: 0, most: 0 },
    nodes: 0,
    build: (node: SyntaxNode, scope) => {
      count++
      return buildNode(node, scope, compilation)
    },
    constant: (value) => () => value,
    constantOf: () => undefined,
    admit: () => undefined,
    lenient: () => compilation,
  }
  compilation.build(parseExpression(text), new Scope(undefined, []))
  return count
}

const nest = (open: string, close: string) => (depth: number) =>
  open.repeat(depth) + 'payload' + close.repeat(depth)

test.each<[string, (depth: number) => string]>([
  ['objects', nest('{"a": ', '}')],
  ['groupings', nest('a{"a": ', '}')],
  ['arrays', nest('[', ']')],
  ['blocks', nest('(', ')')],
  ['conditions', nest('(', ' ? 1 : 2)')],
  ['predicates', nest('a[b = ', ']')],
  ['predicates of a call', nest('$f(1)[b = ', ']')],
  ['calls', nest('$f(', ')')],
  ['built-in calls', nest('$string(', ')')],
  ['chains', nest('(', ' ~> $string())')],
  ['functions', nest('function($x){[', ']}')],
  ['sums', nest('(', ' + 1)')],
  ['steps', nest('a.(', ').b')],
  ['orders', nest('a^(', ')')],
  ['orders of what was bound', nest('a@$i^(', ')')],
  ['bindings of a list that is made', nest('[1, ', ']@$i.($i)')],
])('nested %s are compiled once each', (_, text) => {
  const [one, two, many] = [builds(text(1)), builds(text(2)), builds(text(12))]
  expect(many).toBe(one + 11 * (two - one))
})
