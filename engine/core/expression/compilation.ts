import type { Callable } from './calling/callable.ts'
import type { Code } from './frame.ts'
import type { Scope } from './scope.ts'
import type { SyntaxNode } from './syntax/syntax.ts'

/** What is found out about an expression while it is compiled. */
export interface Compilation {
  /** Compiles a node with its predicates, grouping and collapsing of sequences, and counts its stack. */
  build(node: SyntaxNode, scope: Scope): Code
  /** Another one, for a text that is only known when it is evaluated: it refuses no variables. */
  lenient(): Compilation
  /** Code that gives always the same scalar, remembered so that operators on it can be worked out at once. */
  constant(value: unknown): Code
  constantOf(code: Code): { readonly value: unknown } | undefined
  /** A text that is evaluated may assign variables of any name. */
  readonly evaluatesTexts: boolean
  /** A variable that is announced goes before a built-in function of its name. */
  hides(name: string): boolean
  /** The characters of a text that an evaluation may make. */
  readonly longestText: number
  /** Functions that whoever runs the expression lends it. */
  readonly functions: ReadonlyMap<string, Callable>
  /** Names of variables that must be bound from outside. */
  readonly variables: Set<string>
  /** Reads the input, a variable from outside, the clock or random numbers. */
  readsOutside: boolean
  /** Needs a frame of its own: variables, calls, bounds. */
  usesRun: boolean
  /** May give a function as its result. */
  givesFunctions: boolean
  /** Bytes of stack that the parts around the one that is compiled take, and the most that there was. */
  readonly stack: { used: number; most: number }
  /** Nodes compiled so far. */
  nodes: number
  /** Refuses a free variable that is not among those announced. */
  admit(name: string, position: number | undefined, as?: 'function'): void
}

/** Nodes that are evaluated for the price of a step. */
const NODES_PER_STEP = 8

/** What is evaluated over and over, and what one time costs beside the steps of what it calls. */
export interface Repeated<Result> {
  readonly code: Result
  readonly steps: number
}

/** Compiles what is evaluated over and over, for elements of a list or in calls. */
export function repeated<Result>(compilation: Compilation, build: () => Result): Repeated<Result> {
  const before = compilation.nodes
  const code = build()
  return { code, steps: 1 + Math.floor((compilation.nodes - before) / NODES_PER_STEP) }
}

/** The same of what is evaluated elsewhere than where it stands, and the stack that it takes by itself. */
export function apart<Result>(
  compilation: Compilation,
  build: () => Result,
): Repeated<Result> & { readonly bytes: number } {
  const { stack } = compilation
  const around = { ...stack }
  stack.used = 0
  stack.most = 0
  const made = repeated(compilation, build)
  const bytes = stack.most
  Object.assign(stack, around)
  return { ...made, bytes }
}

/** Compiles what is evaluated while so much of the stack is in use. */
export function taking<Result>({ stack }: Compilation, bytes: number, build: () => Result): Result {
  stack.used += bytes
  stack.most = Math.max(stack.most, stack.used)
  const result = build()
  stack.used -= bytes
  return result
}

/** Code for an operator on two operands: worked out now if both are constant and it does not fail. */
export function folded(
  compilation: Compilation,
  operands: readonly Code[],
  code: Code,
  evaluate: (values: readonly unknown[]) => unknown,
): Code {
  const values: unknown[] = []
  for (const operand of operands) {
    const constant = compilation.constantOf(operand)
    if (constant === undefined) return code
    values.push(constant.value)
  }
  try {
    const value = evaluate(values)
    return isSmall(value, compilation.longestText) ? compilation.constant(value) : code
  } catch {
    // It fails when evaluated, at its place and with its message.
    return code
  }
}

/** Whether a constant may be kept: a flow must not fill the memory of whoever only checks it. */
function isSmall(value: unknown, longest: number): boolean {
  if (typeof value === 'string') return value.length <= Math.min(10_000, longest)
  return typeof value !== 'object' || value === null
}
