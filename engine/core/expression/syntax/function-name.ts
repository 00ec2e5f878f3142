import type { Compilation } from '../compilation.ts'
import type { Frame } from '../frame.ts'
import { isBuiltInName } from '../functions/catalogue.ts'
import type { Scope } from '../scope.ts'
import type { SyntaxNode } from './syntax.ts'

/** What stands in the place of a function: the name of a variable, or of a field where `$` was forgotten. */
export function nameOf(procedure: SyntaxNode): string | undefined {
  const value = valueOf(procedure)
  return typeof value === 'string' ? value : undefined
}

/** The same for an error, which tells a number in the place of a function, too. */
export function tokenOf(procedure: SyntaxNode): string | undefined {
  const value = valueOf(procedure)
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : nameOf(procedure)
}

function valueOf(procedure: SyntaxNode): unknown {
  const named = procedure.type === 'path' ? procedure.steps?.[0] : procedure
  return named?.value
}

/** Whether there would be a function or variable of this name. */
export function isFunctionName(
  name: string | undefined,
  scope: Scope,
  frame: Frame,
  { functions }: Compilation,
): boolean {
  if (name === undefined) return false
  const { bindings } = frame.run
  const isBound = bindings !== undefined && Object.hasOwn(bindings, name)
  return isBound || scope.places(name).length > 0 || isBuiltInName(name) || functions.has(name)
}
