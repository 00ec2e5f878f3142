import { compileExpression } from '../../compile.ts'

/** A call of a function with values as they are, by way of an expression. */
export function called(name: string, ...args: readonly unknown[]): unknown {
  const names = args.map((_, at) => `a${at}`)
  const input = Object.fromEntries(args.map((value, at) => [`a${at}`, value]))
  return compileExpression(`$${name}(${names.join(', ')})`).evaluate(input)
}
