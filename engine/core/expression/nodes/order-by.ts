import { type Compilation, type Repeated, repeated, taking } from '../compilation.ts'
import { ExpressionError } from '../expression-error.ts'
import type { Code, Frame, Run } from '../frame.ts'
import { mergeSorted } from '../values/merge-sort.ts'
import type { Scope } from '../scope.ts'
import { isTuples } from '../values/sequence.ts'
import { SORT_BYTES } from '../stack.ts'
import type { SyntaxNode } from '../syntax/syntax.ts'
import type { Opened, Tuple } from './tuple.ts'

interface Term {
  readonly code: Code
  readonly direction: 1 | -1
}

/** `^(...)`: sorts by its terms in turn; what lacks a term comes last. */
export function compileOrderBy(
  node: SyntaxNode,
  scope: Scope,
  compilation: Compilation,
): (elements: readonly unknown[], frame: Frame) => readonly unknown[] {
  const { code: terms, steps } = compileTerms(node, scope, compilation)
  return (elements, frame) =>
    mergeSorted(
      elements,
      (left, right) => {
        frame.run.spend(steps)
        return isAfter(terms, left, right, frame, node.position)
      },
      frame.run,
    )
}

/** The same of tuples, by what the terms make of what was bound on the way; of values where nothing was bound yet. */
export function compileTupleOrderBy(
  node: SyntaxNode,
  open: Opened,
  scope: Scope,
  compilation: Compilation,
): (elements: readonly unknown[], frame: Frame) => readonly unknown[] {
  compilation.readsOutside = true
  const { code: terms, steps } = compileTerms(node, scope, compilation)
  const ofTuples = terms.map(({ code, direction }): Term => ({
    // Tuples are what is sorted.
    code: (tuple, frame) => code((tuple as Tuple)['@'], open(tuple as Tuple, frame)),
    direction,
  }))
  return (elements, outer) => {
    const [compared, frame] = isTuples(elements) ? [ofTuples, outer] : [terms, open({}, outer)]
    return mergeSorted(
      elements,
      (left, right) => {
        frame.run.spend(steps)
        return isAfter(compared, left, right, frame, node.position)
      },
      frame.run,
    )
  }
}

function compileTerms(node: SyntaxNode, scope: Scope, compilation: Compilation): Repeated<readonly Term[]> {
  compilation.usesRun = true
  const build = () =>
    (node.terms ?? []).map((term): Term => ({
      code: compilation.build(term.expression, scope),
      direction: term.descending ? -1 : 1,
    }))
  // Of two elements each time.
  return repeated(compilation, () => taking(compilation, SORT_BYTES, build))
}

function isAfter(
  terms: readonly Term[],
  left: unknown,
  right: unknown,
  frame: Frame,
  position: number | undefined,
): boolean {
  for (const { code, direction } of terms) {
    const order = compared(code(left, frame), code(right, frame), direction, position, frame.run)
    if (order !== 0) return order > 0
  }
  return false
}

function compared(
  left: unknown,
  right: unknown,
  direction: 1 | -1,
  position: number | undefined,
  run: Run,
): number {
  run.look(2)
  if (left === undefined) return right === undefined ? 0 : 1
  if (right === undefined) return -1
  if (!isSortable(left)) throw new ExpressionError('T2008', { position, token: '^', value: left })
  if (!isSortable(right)) throw new ExpressionError('T2008', { position, token: '^', value: right })
  if (typeof left !== typeof right) {
    throw new ExpressionError('T2007', { position, token: '^', value: left, value2: right })
  }
  if (typeof left === 'string' && typeof right === 'string') run.compare(left, right)
  if (left === right) return 0
  return left < right ? -direction : direction
}

function isSortable(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}
